using System.Text;
using System.Xml;
using System.Xml.Linq;
using ConcurSimulator.Travellers;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Requests;

/// <summary>Writes Concur's five requests as its examples show them, with their quirks and contradictions.</summary>
public static class RequestWriter
{
    private static readonly XmlWriterSettings WriterSettings = new()
    {
        OmitXmlDeclaration = true,
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    public static byte[] WriteSearch(Traveller traveller) => Write(MessageNames.Search, xml =>
    {
        var ride = traveller.Ride;
        xml.WriteElementString("ServiceType", ride.ServiceType);
        xml.WriteElementString("ClassOfService", "100");
        xml.WriteLocation("PickupLocation", ride.Pickup, isSearch: true);
        if (!ride.SearchesWithoutDropoff)
            xml.WriteLocation("DropoffLocation", ride.Dropoff, isSearch: true);
        xml.WriteTimes(ride, traveller.WritesSeconds);
        xml.WriteElementString("PickupInstructions", "");
        xml.WriteElementString("DropoffInstructions", "");
        xml.WriteElementString("LanguageCode", traveller.Language);
        xml.WriteElementString("Currency", "USD");
        xml.WriteNumber("NumPassengers", ride.Passengers);
        xml.WriteElementString("DiscountCode", "");
        xml.WriteElementString("VehicleType", ride.VehicleType);
    });

    /// <param name="limo">The offered ride that is sold, as the search reply contained it.</param>
    public static byte[] WriteSell(Traveller traveller, XElement limo) => Write(MessageNames.Sell, xml =>
    {
        var ride = traveller.Ride;
        xml.WriteBooker();
        xml.WritePassenger(traveller, traveller.Phone);
        xml.WriteElementString("ServiceType", ride.ServiceType);
        xml.WriteElementString("ClassOfService", "100");
        if (!traveller.OmitsLocations)
        {
            xml.WriteLocation("PickupLocation", ride.Pickup);
            xml.WriteLocation("DropoffLocation", ride.Dropoff);
        }
        xml.WriteTimes(ride, traveller.WritesSeconds);
        xml.WriteElementString("PickupInstructions", ride.PickupInstructions);
        xml.WriteElementString("DropoffInstructions", "None");
        xml.WriteElementString("LanguageCode", traveller.Language);
        if (!traveller.OmitsLocations)
            xml.WriteNumber("NumPassengers", ride.Passengers);
        limo.Element("RateInfo")?.WriteTo(xml);
        limo.Element("Vehicle")?.WriteTo(xml);
        limo.Element("Vendor")?.WriteTo(xml);
        xml.WritePayment(Payment.Choose(limo, traveller.Choice), traveller, isUpdate: false);
        xml.WriteAccounting();
    });

    public static byte[] WriteDetail(string reservationId) => WriteId(MessageNames.ReservationDetail, reservationId);

    public static byte[] WriteCancel(string reservationId) => WriteId(MessageNames.Cancel, reservationId);

    /// <param name="payment">How the ride was sold. A card is sent with a masked number, as replies contain it.</param>
    public static byte[] WriteUpdate(string reservationId, Traveller traveller, Step.Update change, Payment payment) =>
        Write(MessageNames.Update, xml =>
        {
            var ride = change.Ride;
            xml.WriteElementString("ReservationID", reservationId);
            xml.WriteBooker();
            xml.WritePassenger(traveller, change.Phone);
            xml.WriteElementString("ServiceType", ride.ServiceType);
            xml.WriteElementString("ClassOfService", "");
            xml.WriteLocation("PickupLocation", ride.Pickup);
            xml.WriteLocation("DropoffLocation", ride.Dropoff);
            xml.WriteTimes(ride, traveller.WritesSeconds);
            xml.WriteElementString("PickupInstructions", ride.PickupInstructions);
            xml.WriteElementString("DropoffInstructions", "None");
            xml.WriteElementString("LanguageCode", traveller.Language);
            xml.WriteElementString("Currency", "USD");
            xml.WriteNumber("NumPassengers", ride.Passengers);
            xml.WritePayment(payment, traveller, isUpdate: true);
            xml.WriteAccounting();
            xml.WriteElementString("RequestedDriver", "");
        });

    private static byte[] WriteId(string message, string reservationId) =>
        Write(message, xml => xml.WriteElementString("ReservationID", reservationId));

    private static byte[] Write(string message, Action<XmlWriter> writeContent)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, WriterSettings))
            xml.WriteParent($"CC_Limo{message}Request", () => writeContent(xml));
        return bytes.ToArray();
    }
}
