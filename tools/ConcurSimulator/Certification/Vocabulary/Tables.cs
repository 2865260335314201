using ConcurSimulator.Certification.Exchanges;
using ConcurSimulator.Certification.Expectations;

namespace ConcurSimulator.Certification.Vocabulary;

/// <summary>The tables of the documentation: what each reply must contain, and the codes of each element.</summary>
internal static class Tables
{
    public static readonly string[] ServiceTypes = ["100", "110", "111", "120", "121", "200", "300"];

    public static readonly string[] Classes = ["100", "200", "300"];

    public static readonly string[] VehicleTypes = ["100", "200", "250", "300", "350", "400", "450", "500", "600", "700", "800", "900"];

    public static readonly string[] RateTypes = ["F", "H", "E", "N"];

    public static readonly string[] CardTypes = ["AX", "CA", "VI", "DS", "DC"];

    public static readonly string[] Languages =
    [
        "en", "en-us", "en-gb", "fr", "fr-ca", "de", "pt", "es", "nl", "it", "ja", "pl", "pt-br", "ru", "hu", "ko", "sv", "zh-cn", "zh-tw",
    ];

    /// <summary>The statuses of a PostBack and of an UpdateReply; the other replies have fewer.</summary>
    public static readonly string[] Statuses = ["RB", "RA", "RD", "CB", "CA", "CD", "XB", "XA", "XD", "RC"];

    public static readonly string[] DetailStatuses = ["RB", "RA", "RD", "XB", "XA", "XD"];

    public static readonly string[] SellStatuses = ["RB", "RA", "RD"];

    public static readonly string[] CancelStatuses = ["XB", "XA", "XD"];

    public static readonly string[] SearchErrors = ["100", "200", "300", "400", "500", "900"];

    public static readonly string[] SellErrors = ["100", "200", "300", "400", "500", "600", "900"];

    /// <summary>What a reply to Sell, ReservationDetail, Update and Cancel and a PostBack contain, in the order of the examples.</summary>
    public static readonly string[] Reservation =
    [
        "Error", "ReservationID", "Status", "ConfNum", "CancelPolicy", "CancelNum", "PrimaryPassenger", "ServiceType", "ClassOfService",
        "PickupLocation", "DropoffLocation", "StartDateTime", "EndDateTime", "PickupInstructions", "DropoffInstructions", "LanguageCode",
        "Currency", "NumPassengers", "RequestedDriver", "SpecialServiceRequest", "PickupServiceArrangement", "DropoffServiceArrangement",
        "ExtraStopArrangement", "RateInfo", "RateDisclaimer", "Vehicle", "Vendor", "ProviderFeedback", "FormOfPayment", "AccountingInfo",
    ];

    private static readonly string[] Error = ["ErrorCode", "ErrorSource", "ErrorDescription"];

    private static readonly string[] Passenger = ["FirstName", "LastName", "Phone", "Phone2", "CellPhone", "EmailAddress"];

    private static readonly string[] Place =
        ["LocationType", "Airport", "TrainStation", "Address", "City", "State", "Country", "PostalCode", "ExtraNotes"];

    private static readonly string[] RateInfo =
    [
        "RateID", "Rate", "RateTypeCode", "CategoryCode", "MinHours", "Currency", "NoRateText", "DiscountType", "BasePrice",
        "ServiceCharge", "SurCharge", "Tax", "ExtraPickupCharge", "ExtraDropoffCharge", "OptionalExtraStopCharge",
        "OptionalExtraTimeCharge", "Message",
    ];

    private static readonly string[] Vehicle = ["VehicleType", "Description", "MaxPassengers", "VehicleID"];

    private static readonly string[] Vendor = ["VendorCode", "VendorName", "PhoneNumber"];

    private static readonly string[] Accounting =
        ["AccountingField1", "AccountingField2", "AccountingField3", "AccountingField4", "AccountingField5"];

    /// <summary>The elements that the table marks with Y: they must contain a value.</summary>
    public static IEnumerable<Check> HasRequiredValues(Part reservation) => reservation.AreFilled(
        "PrimaryPassenger", "PrimaryPassenger/LastName", "ServiceType", "PickupLocation", "PickupLocation/LocationType",
        "DropoffLocation", "DropoffLocation/LocationType", "StartDateTime", "LanguageCode", "Currency", "RateInfo/RateID",
        "RateInfo/Rate", "RateInfo/RateTypeCode", "RateInfo/Currency", "Vehicle/VehicleType", "Vendor/VendorCode", "FormOfPayment");

    /// <summary>The elements that the table lists, with a value or without.</summary>
    public static IEnumerable<Check> HasAllElements(Part reservation) => reservation.ArePresent(
    [
        .. Reservation, .. Below("Error", Error), .. Below("PrimaryPassenger", Passenger), .. Below("PickupLocation", Place),
        .. Below("DropoffLocation", Place), .. Below("Vehicle", Vehicle), .. Below("Vendor", Vendor),
        .. Below("AccountingInfo", Accounting),
    ]);

    /// <summary>The exact children of each parent element.</summary>
    public static IEnumerable<Check> HasElementsInOrder(Part reservation) =>
    [
        reservation.HasChildren("", Reservation),
        reservation.HasChildren("Error", Error),
        reservation.HasChildren("PrimaryPassenger", Passenger),
        reservation.HasChildren("PickupLocation", Place),
        reservation.HasChildren("DropoffLocation", Place),
        reservation.HasChildren("RateInfo", RateInfo),
        reservation.HasChildren("Vehicle", Vehicle),
        reservation.HasChildren("Vendor", Vendor),
        reservation.HasChildren("AccountingInfo", Accounting),
    ];

    /// <summary>The values that the tables limit.</summary>
    public static IEnumerable<Check> HasDocumentedCodes(Part reservation) =>
    [
        reservation.IsOneOf("ServiceType", ServiceTypes),
        reservation.IsEmptyOrOneOf("ClassOfService", Classes),
        reservation.IsOneOf("PickupLocation/LocationType", "100", "200", "300"),
        reservation.IsOneOf("DropoffLocation/LocationType", "100", "200", "300", "400"),
        reservation.IsOneOf("LanguageCode", Languages),
        reservation.Matches("Currency", "[A-Z]{3}", "a code of three letters"),
        .. HasDocumentedRate(reservation),
        reservation.IsOneOf("Vehicle/VehicleType", VehicleTypes),
        reservation.IsAtLeast("Vehicle/MaxPassengers", 1),
    ];

    public static IEnumerable<Check> HasDocumentedRate(Part offer) =>
    [
        offer.IsOneOf("RateInfo/RateTypeCode", RateTypes),
        offer.Matches("RateInfo/Currency", "[A-Z]{3}", "a code of three letters"),
        offer.Matches("RateInfo/Rate", @"\d+(\.\d+)?", "an amount such as 42.50"),
    ];

    public static IEnumerable<Check> HasDocumentedTimes(Part reservation) =>
    [
        reservation.IsTime("StartDateTime"),
        reservation.IsEmptyOrTime("EndDateTime"),
    ];

    public static Check HasRateInOrder(Part offer) => offer.HasChildren("RateInfo", RateInfo);

    /// <summary>What the traveller sent comes back.</summary>
    public static IEnumerable<Check> Repeats(Part reply, Request request, params string[] names) =>
        names.Select(name => reply.Is(name, request[name].Trim()));

    private static IEnumerable<string> Below(string parent, string[] names) => names.Select(name => $"{parent}/{name}");
}
