using System.Xml.Linq;
using static GroundTransport.Infrastructure.Tests.ConcurWire.Schemas.Mutation;

namespace GroundTransport.Infrastructure.Tests.ConcurWire.Schemas;

/// <summary>Mistakes in the elements that Sell, Detail, Update, Cancel and PostBack share.</summary>
internal static class RideMutations
{
    /// <summary>Wrong both in a success and in a refusal.</summary>
    public static IEnumerable<Mutation> InEither =>
    [
        Remove("ConfNum"), Remove("CancelPolicy"), Remove("PrimaryPassenger"), Remove("PrimaryPassenger/FirstName"),
        Remove("PickupLocation/TrainStation/Train/ArrivalDateTime"), Remove("DropoffLocation/ExtraNotes"),
        Remove("Currency"), Remove("RateInfo/Message"), Remove("RateDisclaimer"), Remove("FormOfPayment"),
        Remove("AccountingInfo"), Remove("AccountingInfo/AccountingField5"),
        Swap("ReservationID"), Swap("PickupLocation"), Swap("StartDateTime"), Swap("Vehicle"), Swap("RateInfo/MinHours"),
        Swap("PickupLocation/Address"), Swap("PrimaryPassenger/FirstName"), Swap("ProviderFeedback"),
        Repeat("Status"), Repeat("RateInfo"), Repeat("FormOfPayment"),
        Insert("Currency", "Country"), Insert("AccountingInfo", "Extra"), Insert("RateInfo/Message", "Extra"),
        .. SetEach("ReservationID", "12345678", "1234567890123", "20312136A", " 203121365"),
        .. SetEach("ConfNum", "4444a", "ABCDEFGHIJKLM", "44-44"),
        .. SetEach("CancelNum", "55 55", "1234567890123"),
        .. SetEach("ServiceType", "112", "Hourly"),
        Set("ClassOfService", "150"),
        .. SetEach("PickupLocation/LocationType", "400", "150"),
        .. SetEach("DropoffLocation/LocationType", "500", "Airport"),
        .. SetEach("PickupLocation/Airport/AirportCode", "DC", "DCAX", "dca"),
        Set("DropoffLocation/Airport/AirportCode", "DCAX"),
        .. WithEach("2012-02-19T11:29", "PickupLocation/Airport/Flight/ArrivalDateTime", "DropoffLocation/Airport/Flight/DepartureDateTime",
            "PickupLocation/TrainStation/Train/ArrivalDateTime", "DropoffLocation/TrainStation/Train/DepartureDateTime"),
        Rename("DropoffLocation/Airport/Flight/DepartureDateTime", "ArrivalDateTime"),
        Rename("PickupLocation/TrainStation/Train/ArrivalDateTime", "DepartureDateTime"),
        .. WithEach("Queensland1", "PickupLocation/State", "PickupLocation/TrainStation/State", "DropoffLocation/State",
            "DropoffLocation/TrainStation/State"),
        .. SetEach("PickupLocation/Country", "USA", "us"),
        .. SetEach("StartDateTime", "2012-02-19T09:00:00Z", "2012-02-19T09:00:00+01:00", "2012-02-19T09:00:00.000", "2012-02-19T09:00",
            "2012-02-19 09:00:00", "2012-02-30T09:00:00", "2012-02-19T24:00:00", " 2012-02-19T09:00:00", "2012-02-19T09:00:00\n"),
        .. SetEach("EndDateTime", " ", "2012-02-19", "2012-02-19T12:00:00Z"),
        .. SetEach("LanguageCode", "bt-br", "EN-US", "xx"),
        .. SetEach("Currency", "USDX", "US", "usd", "USD\n"),
        .. SetEach("NumPassengers", "0", "-1", "two", " 1"),
        .. SetEach("RateInfo/Rate", "42.5000", "-42.50", "42,50", "USD 42.50", "4.2E1", ".50"),
        .. SetEach("RateInfo/RateTypeCode", "100", "f"),
        Set("RateInfo/Currency", "US"),
        Set("RateInfo/MinHours", "two"),
        Set("RateInfo/BasePrice", "free"),
        .. WithEach("-1.00", "RateInfo/BasePrice", "RateInfo/ServiceCharge", "RateInfo/SurCharge", "RateInfo/Tax",
            "RateInfo/ExtraPickupCharge",
            "RateInfo/ExtraDropoffCharge", "RateInfo/OptionalExtraStopCharge", "RateInfo/OptionalExtraTimeCharge"),
        Rename("RateInfo/SurCharge", "SurChange"), Rename("RateInfo/SurCharge", "Surcharge"),
        Attribute("RateInfo/SurCharge", "desc", null),
        .. SetEach("Vehicle/VehicleType", "201", "Sedan"),
        .. SetEach("Vehicle/MaxPassengers", "0", "-1", "1.5"),
        .. Payment,
        Attribute(".", "size", "1396"), Attribute("Status", "text", "booked"),
        new Mutation("text between elements", root => root.Add("stray")),
    ];

    /// <summary>Right in a refusal, which may be empty; wrong where the element must contain a value.</summary>
    public static IEnumerable<Mutation> InSuccess =>
    [
        Empty("ReservationID"), Empty("Status"), Empty("PrimaryPassenger/LastName"), Set("PrimaryPassenger/LastName", " "),
        Empty("ServiceType"),
        Empty("PickupLocation/LocationType"), Empty("DropoffLocation/LocationType"), Empty("StartDateTime"), Empty("LanguageCode"),
        Empty("Currency"), Empty("RateInfo/RateID"), Empty("RateInfo/Rate"), Empty("RateInfo/RateTypeCode"), Empty("RateInfo/Currency"),
        Empty("Vehicle/VehicleType"), Empty("Vehicle/MaxPassengers"), Empty("Vehicle/VehicleID"), Empty("Vendor/VendorCode"),
        Empty("Vendor/VendorName"), Empty("Vendor/PhoneNumber"), Empty("FormOfPayment"), Empty("PickupLocation"), Empty("RateInfo"),
        Fill("FormOfPayment", "a card without a type", Card(type: "")), Fill("FormOfPayment", "a card without a number", Card(number: "")),
        Fill("FormOfPayment", "a card without an expiration", Card(expiration: "")),
        Set("Error/ErrorSource", "Rate"), Set("Error/ErrorDescription", "None"), Set("Error/ErrorCode", "0"), Set("Error/ErrorCode", " "),
    ];

    public static XElement Card(string type = "VI", string number = "XXXXXXXXXXXX1111", string expiration = "2013-02-19") =>
        new("CreditCard", new XElement("Type", type), new XElement("Number", number), new XElement("Expiration", expiration));

    /// <summary>Each form of payment without values, twice.</summary>
    public static IEnumerable<Mutation> TwiceEachForm(string path) =>
        new[] { "Cash", "Check", "DirectBilling" }.Select(form => Fill(path, $"{form} twice", new XElement(form), new XElement(form)));

    private static IEnumerable<Mutation> Payment =>
    [
        .. TwiceEachForm("FormOfPayment"),
        Fill("FormOfPayment", "two children", new XElement("Cash"), Card()),
        Fill("FormOfPayment", "the example's four children", new XElement("Cash"), new XElement("Check"), new XElement("DirectBilling"),
            Card()),
        Fill("FormOfPayment", "an unknown form", new XElement("Voucher")),
        Fill("FormOfPayment", "cash with a value", new XElement("Cash", "42.50")),
        Fill("FormOfPayment", "a check with a value", new XElement("Check", "42.50")),
        Fill("FormOfPayment", "direct billing with a value", new XElement("DirectBilling", "339")),
        Fill("FormOfPayment", "an unknown card type", Card(type: "MC")),
        Fill("FormOfPayment", "an unmasked card number", Card(number: "4111111111111111")),
        Fill("FormOfPayment", "a card number masked in lower case", Card(number: "xxxxxxxxxxxx1111")),
        Fill("FormOfPayment", "a card number that shows its first digits", Card(number: "411111XXXXXX1111")),
        Fill("FormOfPayment", "a card that expires in a month", Card(expiration: "2013-02")),
        Fill("FormOfPayment", "a card that expires in a time zone", Card(expiration: "2013-02-28Z")),
        Fill("FormOfPayment", "a card that expires after a blank", Card(expiration: " 2013-02-19")),
        Fill("FormOfPayment", "a card that expires on no day", Card(expiration: "2013-02-30")),
        Fill("FormOfPayment", "a card with its holder", new XElement("CreditCard", Card().Elements(), new XElement("NameOnCard"))),
        Fill("FormOfPayment", "a card out of order", new XElement("CreditCard", Card().Elements().Reverse())),
    ];
}
