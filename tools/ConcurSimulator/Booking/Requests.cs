using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ConcurSimulator.Booking;

/// <summary>Concur's five messages, as its examples write them: its quirks and contradictions included.</summary>
public static class Requests
{
    private static readonly XmlWriterSettings Form = new() { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    public static byte[] Search(Traveller traveller) => Write("CC_LimoSearchRequest", xml =>
    {
        var ride = traveller.Ride;
        xml.WriteElementString("ServiceType", ride.ServiceType);
        xml.WriteElementString("ClassOfService", "100");
        xml.Place("PickupLocation", ride.Pickup, isSearch: true);
        xml.Place("DropoffLocation", ride.Dropoff, isSearch: true);
        xml.Times(ride, traveller.WritesSeconds);
        xml.WriteElementString("PickupInstructions", "");
        xml.WriteElementString("DropoffInstructions", "");
        xml.WriteElementString("LanguageCode", traveller.Language);
        xml.WriteElementString("Currency", "USD");
        xml.WriteElementString("NumPassengers", Number(ride.Passengers));
        xml.WriteElementString("DiscountCode", "");
        xml.WriteElementString("VehicleType", ride.VehicleType);
    });

    /// <param name="limo">The ride on offer that is sold, as the search's reply had it.</param>
    public static byte[] Sell(Traveller traveller, XElement limo) => Write("CC_LimoSellRequest", xml =>
    {
        var ride = traveller.Ride;
        xml.Booker();
        xml.Passenger(traveller, traveller.Phone);
        xml.WriteElementString("ServiceType", ride.ServiceType);
        xml.WriteElementString("ClassOfService", "100");
        if (!traveller.OmitsPlaces)
        {
            xml.Place("PickupLocation", ride.Pickup);
            xml.Place("DropoffLocation", ride.Dropoff);
        }
        xml.Times(ride, traveller.WritesSeconds);
        xml.WriteElementString("PickupInstructions", ride.PickupInstructions);
        xml.WriteElementString("DropoffInstructions", "None");
        xml.WriteElementString("LanguageCode", traveller.Language);
        if (!traveller.OmitsPlaces)
            xml.WriteElementString("NumPassengers", Number(ride.Passengers));
        limo.Element("RateInfo")?.WriteTo(xml);
        limo.Element("Vehicle")?.WriteTo(xml);
        limo.Element("Vendor")?.WriteTo(xml);
        xml.Payment(Payment.Of(limo, traveller.Taste), traveller, isUpdate: false);
        xml.Accounting();
    });

    public static byte[] Detail(string reservationId) =>
        Write("CC_LimoReservationDetailRequest", xml => xml.WriteElementString("ReservationID", reservationId));

    public static byte[] Cancel(string reservationId) =>
        Write("CC_LimoCancelRequest", xml => xml.WriteElementString("ReservationID", reservationId));

    /// <param name="payment">What the ride was sold with; a card comes back masked, as replies print it.</param>
    public static byte[] Update(string reservationId, Traveller traveller, Step.Update change, Payment payment) => Write("CC_LimoUpdateRequest", xml =>
    {
        xml.WriteElementString("ReservationID", reservationId);
        xml.Booker();
        xml.Passenger(traveller, change.Phone);
        xml.WriteElementString("ServiceType", change.Ride.ServiceType);
        xml.WriteElementString("ClassOfService", "");
        xml.Place("PickupLocation", change.Ride.Pickup);
        xml.Place("DropoffLocation", change.Ride.Dropoff);
        xml.Times(change.Ride, traveller.WritesSeconds);
        xml.WriteElementString("PickupInstructions", change.Ride.PickupInstructions);
        xml.WriteElementString("DropoffInstructions", "None");
        xml.WriteElementString("LanguageCode", traveller.Language);
        xml.WriteElementString("Currency", "USD");
        xml.WriteElementString("NumPassengers", Number(change.Ride.Passengers));
        xml.Payment(payment, traveller, isUpdate: true);
        xml.Accounting();
        xml.WriteElementString("RequestedDriver", "");
    });

    private static byte[] Write(string root, Action<XmlWriter> content)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Form))
        {
            xml.WriteStartElement(root);
            content(xml);
            xml.WriteEndElement();
        }
        return bytes.ToArray();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
