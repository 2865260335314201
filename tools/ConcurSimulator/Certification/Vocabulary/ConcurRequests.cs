using System.Globalization;
using System.Xml.Linq;
using ConcurSimulator.Certification.Exchanges;
using ConcurSimulator.Certification.Profiles;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Vocabulary;

/// <summary>Concur's requests as the examples show them.</summary>
internal static class ConcurRequests
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss";

    private static readonly Dictionary<string, string> TestCards = new()
    {
        ["VI"] = "4111111111111111",
        ["CA"] = "5555555555554444",
        ["AX"] = "378282246310005",
        ["DS"] = "6011111111111117",
        ["DC"] = "30569309025904",
    };

    public static string Format(DateTime time) => time.ToString(TimeFormat, CultureInfo.InvariantCulture);

    public static DateTime Parse(string time) => DateTime.ParseExact(time, TimeFormat, CultureInfo.InvariantCulture);

    public static Request Search(ProfileRide ride, DateTime start, string currency) => Create(MessageNames.Search,
        new XElement("ServiceType", ride.ServiceType),
        new XElement("ClassOfService", "100"),
        Location("PickupLocation", ride.Pickup),
        Location("DropoffLocation", ride.Dropoff),
        new XElement("StartDateTime", Format(start)),
        new XElement("EndDateTime", ride.IsHourly ? Format(start.AddHours(ride.Hours)) : ""),
        new XElement("PickupInstructions"),
        new XElement("DropoffInstructions"),
        new XElement("LanguageCode", "en-us"),
        new XElement("Currency", currency),
        new XElement("NumPassengers", "1"),
        new XElement("DiscountCode"),
        new XElement("VehicleType", "900"));

    public static Request Sell(Offer offer, string companyCode, XElement payment) => Create(MessageNames.Sell,
        new XElement("CorporateClient", new XElement("CompanyCode", companyCode)),
        Booker(),
        Passenger(),
        new XElement("ServiceType", offer.Ride.ServiceType),
        new XElement("ClassOfService", "100"),
        Location("PickupLocation", offer.Ride.Pickup),
        Location("DropoffLocation", offer.Ride.Dropoff),
        new XElement("StartDateTime", offer.Start),
        new XElement("EndDateTime", offer.Search["EndDateTime"]),
        new XElement("PickupInstructions", "pick me up"),
        new XElement("DropoffInstructions", "None"),
        new XElement("LanguageCode", "en-us"),
        new XElement("Currency", offer.Limo["RateInfo/Currency"]),
        new XElement("NumPassengers", "1"),
        offer.Copy("RateInfo"),
        offer.Copy("Vehicle"),
        offer.Copy("Vendor"),
        new XElement("FormOfPayment", payment),
        new XElement("RequestedDriver"),
        Accounting());

    /// <summary>All that the booking has, as the example sends it.</summary>
    public static Request Update(Booking booking) => Create(MessageNames.Update,
    [
        new XElement("ReservationID", booking.Id),
        .. booking.Sell.Root.Elements().Where(element => element.Name.LocalName is not ("RateInfo" or "Vehicle" or "Vendor"))
            .Select(element => new XElement(element)),
    ]);

    public static Request Id(string message, string reservationId) => Create(message, new XElement("ReservationID", reservationId));

    public static Request Create(string message, params XElement[] elements) =>
        new(message, new XElement($"CC_Limo{message}Request", elements.Cast<object>().ToArray()));

    /// <summary>A test number of the card's brand: no money moves.</summary>
    public static XElement Card(string type, DateTime expires) => new("CreditCard",
        new XElement("Type", type),
        new XElement("Number", TestCards.GetValueOrDefault(type, TestCards["VI"])),
        new XElement("Expiration", expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        new XElement("NameOnCard"),
        new XElement("Address", "209 MADISON ST. #400"),
        new XElement("City", "ALEXANDRIA"),
        new XElement("State", "VA"),
        new XElement("Country", "US"),
        new XElement("PostalCode", "22314"));

    public static XElement Location(string name, Place place)
    {
        var time = name == "PickupLocation" ? "ArrivalDateTime" : "DepartureDateTime";
        return new XElement(name,
            new XElement("LocationType", place.Type),
            new XElement("Airport",
                new XElement("AirportCode", place.Airport),
                new XElement("Flight", new XElement("CarrierCode"), new XElement("FlightNumber"), new XElement(time))),
            new XElement("TrainStation",
                new XElement("StationCode", place.Station),
                new XElement("StationName", place.StationName),
                new XElement("City", place.Type == "300" ? place.City : ""),
                new XElement("State", place.Type == "300" ? place.State : ""),
                new XElement("Train",
                    new XElement("CarrierCode"), new XElement("CarrierName"), new XElement("TrainNumber"), new XElement(time))),
            new XElement("Address", place.Street),
            new XElement("City", place.Type == "300" ? "" : place.City),
            new XElement("State", place.Type == "300" ? "" : place.State),
            new XElement("Country", place.Country),
            new XElement("PostalCode", place.PostalCode),
            new XElement("ExtraNotes"));
    }

    private static XElement Booker() => new("Booker",
        new XElement("UserID", "55414"),
        new XElement("EmailAddress", "booker@example.com"),
        new XElement("Phone", "5551234567"));

    private static XElement Passenger() => new("PrimaryPassenger",
        new XElement("FirstName", "Chris"),
        new XElement("LastName", "Miller"),
        new XElement("Phone", "5551234567"),
        new XElement("Phone2", "5551234568"),
        new XElement("CellPhone", "5551234569"),
        new XElement("EmailAddress", "cmiller@example.com"));

    private static XElement Accounting() => new("AccountingInfo",
        new XElement("AccountingField1", "715"),
        new XElement("AccountingField2", "cost.center@example.com"),
        new XElement("AccountingField3", "11"),
        new XElement("AccountingField4", "Development"),
        new XElement("AccountingField5"));
}
