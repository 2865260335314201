using System.Globalization;
using System.Text;
using System.Xml.Linq;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Mutations;

/// <summary>All mutations, by message. Each one does a single thing wrong, in an otherwise right message.</summary>
public static class MutationCatalog
{
    private const string Search = MessageNames.Search, Sell = MessageNames.Sell, Detail = MessageNames.ReservationDetail,
        Update = MessageNames.Update, Cancel = MessageNames.Cancel, PostBack = MessageNames.PostBack;

    private static readonly TimeSpan FiveHours = TimeSpan.FromHours(5);

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(MessageNames.TestConnection, "HTTP status", "isn't there", message => message.Status = 404),
        new(MessageNames.TestConnection, "HTTP status", "doesn't look at the password", message => message.Status = 200),

        // HTTP
        new(Search, "Error/ErrorCode", "any password is right", _ => { }) { AcceptsAnyCredentials = true },
        new(Search, "HTTP status", "a failure (500) instead of the reply", message => message.Status = 500),
        new(Search, "answer", "a failure (500) instead of a refusal", OnBadInput(message => message.Status = 500)),
        new(Search, "Content-Length", "chunked, without a Content-Length", message => message.IsChunked = true),
        new(Search, "Content-Type", "text/html instead of application/xml", message => message.ContentType = "text/html"),
        new(Search, "root element", "a page instead of the reply", message => message.Replace("<html><body>Sorry.</body></html>",
            "application/xml")),
        new(Search, "namespace", "with a namespace", message => message.Change("", AddNamespace)),
        new(Search, "XML declaration", "with an XML declaration", message =>
            message.Replace("<?xml version=\"1.0\"?>" + message.Body, message.ContentType)),

        // Search
        Success(Search, "Error/ErrorCode", "an error instead of the reply", Set("Error/ErrorCode", "900")),
        Success(Search, "Limos/Limo", "no offers", message => message.Change("Limos", limos => limos.RemoveNodes())),
        Success(Search, "RequestData", "without RequestData", Remove("RequestData")),
        Success(Search, "(message)", "elements in reverse order", Reverse("")),
        Success(Search, "Limos/Limo/RateInfo", "RateInfo in reverse order", Reverse("Limos/Limo/RateInfo")),
        Success(Search, "Limos/Limo/RateInfo/RateID", "an offer without RateID", Set("Limos/Limo/RateInfo/RateID", "")),
        Success(Search, "Limos/Limo/RateInfo/Rate", "Rate isn't the sum of its parts", Add("Limos/Limo/RateInfo/Rate", 1)),
        Success(Search, "Limos/Limo/RateInfo/Rate", "Rate with a comma",
            message => message.Change("Limos/Limo/RateInfo/Rate", rate => rate.Value = rate.Value.Replace('.', ','))),
        Success(Search, "Limos/Limo/RateInfo/RateTypeCode", "RateTypeCode 100", Set("Limos/Limo/RateInfo/RateTypeCode", "100")),
        Success(Search, "Limos/Limo/RateInfo/RateTypeCode", "hourly rides at a flat rate", message =>
            message.Change("Limos/Limo/RateInfo/RateTypeCode", code => code.Value = code.Value == "H" ? "F" : code.Value)),
        Success(Search, "Limos/Limo/RateInfo/NoRateText", "no reason for a missing price", Set("Limos/Limo/RateInfo/NoRateText", "")),
        Success(Search, "Limos/Limo/RateInfo/Currency", "Currency US", Set("Limos/Limo/RateInfo/Currency", "US")),
        Success(Search, "Limos/Limo/RateInfo/Currency", "offers in another currency", Set("Limos/Limo/RateInfo/Currency", "EUR")),
        Success(Search, "Limos/Limo/Vehicle/VehicleType", "VehicleType as a word", Set("Limos/Limo/Vehicle/VehicleType", "Sedan")),
        Success(Search, "Limos/Limo/Vehicle/MaxPassengers", "MaxPassengers 0", Set("Limos/Limo/Vehicle/MaxPassengers", "0")),
        Success(Search, "Limos/Limo/Vehicle/MaxPassengers", "vehicles with too few seats", Set("Limos/Limo/Vehicle/MaxPassengers", "1")),
        Success(Search, "Limos/Limo/Vendor", "an offer without Vendor", Remove("Limos/Limo/Vendor")),
        Success(Search, "Limos/Limo/AcceptedFops", "an offer without AcceptedFops", Remove("Limos/Limo/AcceptedFops")),
        Success(Search, "Limos/Limo/AcceptedFops/FormOfPayment/CreditCard/Type", "card types as words",
            Set("Limos/Limo/AcceptedFops/FormOfPayment/CreditCard/Type", "Visa")),
        Success(Search, "Limos/Limo/AcceptedFops/FormOfPayment/CreditCard", "an accepted card isn't listed",
            message => message.Change("Limos/Limo/AcceptedFops/FormOfPayment", forms => forms.Elements("CreditCard").First().Remove())),
        Success(Search, "Limos/Limo/AcceptedFops/FormOfPayment/Cash", "cash is offered that isn't accepted",
            message => message.Change("Limos/Limo/AcceptedFops/FormOfPayment", forms => forms.Add(new XElement("Cash")))),
        Success(Search, "RequestData/StartDateTime", "the start is converted to local time", Shift("RequestData/StartDateTime",
            -FiveHours)),
        Success(Search, "RequestData/StartDateTime", "the start loses its seconds",
            message => message.Change("RequestData/StartDateTime", start => start.Value = start.Value[..^3])),
        Success(Search, "RequestData/PickupLocation/Address", "RequestData loses the street", Set("RequestData/PickupLocation/Address",
            "")),
        Success(Search, "RequestData/DropoffLocation/Airport/Flight/FlightNumber", "RequestData loses the flight",
            Remove("RequestData/DropoffLocation/Airport/Flight")),
        Success(Search, "RequestData/PickupInstructions", "letters beyond ASCII are lost", message =>
            message.Change("RequestData/PickupInstructions", LoseLetters)),
        Success(Search, "@size", "size is wrong", message => message.Change("", root => root.SetAttributeValue("size", 1))),
        Success(Search, "@elaspedMs", "elaspedMs in right spelling", message => message.Change("", root =>
        {
            root.SetAttributeValue("elaspedMs", null);
            root.SetAttributeValue("elapsedMs", 1);
        })),
        Refusal(Search, "Error/ErrorCode", "a refusal without its code", Set("Error/ErrorCode", "")),
        Refusal(Search, "Error/ErrorCode", "each refusal is an unknown error", Set("Error/ErrorCode", "900")),
        Refusal(Search, "Error/ErrorCode", "times are refused as other parameters", Recode("200", "300")),
        Refusal(Search, "Error/ErrorCode", "places are refused as times", Recode("100", "200")),
        Refusal(Search, "Error/ErrorCode", "no service is refused as a place", Recode("500", "100")),
        Refusal(Search, "Error/ErrorDescription", "refusals without words", Set("Error/ErrorDescription", "")),

        // Sell
        Success(Sell, "root element", "another message's reply", Rename("CC_LimoUpdateReply")),
        Success(Sell, "ReservationID", "without ReservationID", Set("ReservationID", "")),
        Success(Sell, "ReservationID", "each repetition has an id of its own", message =>
        {
            if (message.Repetition > 0)
                message.Change("ReservationID", id => id.Value = "999999999");
        }),
        Success(Sell, "Status", "Status of a change", Set("Status", "CB")),
        Success(Sell, "(message)", "elements in reverse order", Reverse("")),
        Success(Sell, "ConfNum", "without the element ConfNum", Remove("ConfNum")),
        Success(Sell, "PrimaryPassenger/LastName", "the names are swapped", message =>
        {
            var (first, last) = (message.Text("PrimaryPassenger/FirstName"), message.Text("PrimaryPassenger/LastName"));
            Set("PrimaryPassenger/FirstName", last)(message);
            Set("PrimaryPassenger/LastName", first)(message);
        }),
        Success(Sell, "PrimaryPassenger/Phone2", "an empty phone number is filled", Set("PrimaryPassenger/Phone2", "0")),
        Success(Sell, "ServiceType", "ServiceType as a word", Set("ServiceType", "One way to airport")),
        Success(Sell, "PickupLocation/LocationType", "LocationType 0", Set("PickupLocation/LocationType", "0")),
        Success(Sell, "PickupLocation/ExtraNotes", "notes on the place are lost", Set("PickupLocation/ExtraNotes", "")),
        Success(Sell, "DropoffLocation", "without DropoffLocation", Remove("DropoffLocation")),
        Success(Sell, "DropoffLocation/Airport/Flight/FlightNumber", "the flight is lost",
            Set("DropoffLocation/Airport/Flight/FlightNumber", "")),
        Success(Sell, "PickupLocation/TrainStation/Train/TrainNumber", "the train is lost",
            Set("PickupLocation/TrainStation/Train/TrainNumber", "")),
        Success(Sell, "DropoffLocation/Airport/Flight/DepartureDateTime", "the flight's time is converted",
            Shift("DropoffLocation/Airport/Flight/DepartureDateTime", FiveHours)),
        Success(Sell, "StartDateTime", "the start in another time zone", Shift("StartDateTime", -FiveHours)),
        Success(Sell, "StartDateTime", "the start with an offset", message => message.Change("StartDateTime",
            start => start.Value += "+00:00")),
        Success(Sell, "EndDateTime", "the end of an hourly ride is lost", Set("EndDateTime", "")),
        Success(Sell, "SpecialServiceRequest", "wishes are lost", Set("SpecialServiceRequest", "")),
        Success(Sell, "LanguageCode", "LanguageCode en-US", Set("LanguageCode", "en-US")),
        Success(Sell, "LanguageCode", "each traveller speaks English", Set("LanguageCode", "en")),
        Success(Sell, "Currency", "without Currency", Set("Currency", "")),
        Success(Sell, "RateInfo/Rate", "another price than offered", message =>
        {
            Add("RateInfo/Rate", 10)(message);
            Add("RateInfo/BasePrice", 10)(message);
        }),
        Success(Sell, "RateInfo/Rate", "Rate isn't the sum of its parts", Add("RateInfo/Tax", 1)),
        Success(Sell, "RateInfo/RateTypeCode", "RateTypeCode 100", Set("RateInfo/RateTypeCode", "100")),
        Success(Sell, "RateInfo/Currency", "RateInfo in another currency", Set("RateInfo/Currency", "EUR")),
        Success(Sell, "Vehicle/VehicleType", "VehicleType as a word", Set("Vehicle/VehicleType", "Sedan")),
        Success(Sell, "Vehicle/MaxPassengers", "MaxPassengers 0", Set("Vehicle/MaxPassengers", "0")),
        Success(Sell, "Vendor", "without Vendor", Remove("Vendor")),
        Success(Sell, "FormOfPayment", "all forms of payment", message => message.Change("FormOfPayment",
            forms => forms.Add(new XElement("Cash")))),
        Success(Sell, "FormOfPayment/CreditCard/Type", "each card is a Visa", Set("FormOfPayment/CreditCard/Type", "VI")),
        Success(Sell, "FormOfPayment/CreditCard/Number", "the card number in full", Set("FormOfPayment/CreditCard/Number",
            "4111111111111111")),
        Success(Sell, "FormOfPayment/CreditCard/Expiration", "the expiration as month and year",
            Set("FormOfPayment/CreditCard/Expiration", "02/31")),
        Success(Sell, "AccountingInfo/AccountingField4", "an accounting field is lost", Set("AccountingInfo/AccountingField4", "")),
        Refusal(Sell, "Error/ErrorCode", "each refusal is an unknown error", Set("Error/ErrorCode", "900")),
        Refusal(Sell, "Error/ErrorCode", "payments are refused as other parameters", Recode("600", "300")),
        Refusal(Sell, "Error/ErrorSource", "refusals without a source", Set("Error/ErrorSource", "")),
        Refusal(Sell, "ReservationID", "a refusal with a reservation", Set("ReservationID", "999999999")),
        Refusal(Sell, "PrimaryPassenger/LastName", "a refusal forgets the passenger", Remove("PrimaryPassenger/LastName")),

        // ReservationDetail
        Success(Detail, "ReservationID", "another reservation", Set("ReservationID", "999999999")),
        Success(Detail, "Status", "a status that only Update has", Set("Status", "CB")),
        Success(Detail, "Status", "each reservation is accepted", Set("Status", "RA")),
        Success(Detail, "(message)", "elements in reverse order", Reverse("")),
        Success(Detail, "CancelPolicy", "without the element CancelPolicy", Remove("CancelPolicy")),
        Success(Detail, "PrimaryPassenger/FirstName", "letters beyond ASCII are lost", message =>
            message.Change("PrimaryPassenger/FirstName", LoseLetters)),
        Success(Detail, "PickupInstructions", "a text is escaped twice", message =>
            message.Change("PickupInstructions", text => text.Value = text.Value.Replace("&", "&amp;", StringComparison.Ordinal))),
        Success(Detail, "DropoffInstructions", "changes don't arrive", Set("DropoffInstructions", "None")),
        Success(Detail, "StartDateTime", "the start in another time zone", Shift("StartDateTime", -FiveHours)),
        Success(Detail, "EndDateTime", "the end without seconds",
            message => message.Change("EndDateTime", end => end.Value = end.Value.Length > 0 ? end.Value[..^3] : "")),
        Success(Detail, "RateInfo/Rate", "another price", message =>
        {
            Add("RateInfo/Rate", 10)(message);
            Add("RateInfo/BasePrice", 10)(message);
        }),
        Success(Detail, "Vehicle/VehicleType", "VehicleType 201 of the Search request", Set("Vehicle/VehicleType", "201")),
        Success(Detail, "FormOfPayment/CreditCard/Number", "the card number in full", Set("FormOfPayment/CreditCard/Number",
            "4111111111111111")),
        Refusal(Detail, "Error/ErrorCode", "an unknown id is refused as a Cancel", Set("Error/ErrorCode", "800")),
        Refusal(Detail, "Error/ErrorDescription", "refusals without words", Set("Error/ErrorDescription", "")),
        new(Detail, "time", "each fourth answer takes more than a second", message =>
            message.Delay = message.Number % 4 == 3 ? TimeSpan.FromSeconds(1.2) : TimeSpan.Zero),

        // Update
        Success(Update, "root element", "the reply to a Sell", Rename("CC_LimoSellReply")),
        Success(Update, "Error/ErrorCode", "an error instead of the reply", Set("Error/ErrorCode", "900")),
        Success(Update, "Status", "an unknown status", Set("Status", "OK")),
        Success(Update, "(message)", "elements in reverse order", Reverse("")),
        Success(Update, "StartDateTime", "the old start", Shift("StartDateTime", TimeSpan.FromMinutes(-30))),
        Success(Update, "PrimaryPassenger/CellPhone", "the old phone number", Set("PrimaryPassenger/CellPhone", "5551234569")),
        Success(Update, "PickupInstructions", "a cleared text stays", message => message.Change(
            "PickupInstructions", text => text.Value = text.Value.Length == 0 ? "pick me up" : text.Value)),
        Success(Update, "RateInfo", "without RateInfo", Remove("RateInfo")),
        Success(Update, "RateInfo/Rate", "Rate isn't the sum of its parts", Add("RateInfo/Rate", 1)),
        Success(Update, "FormOfPayment", "without a form of payment", message => message.Change("FormOfPayment",
            forms => forms.RemoveNodes())),
        Success(Update, "FormOfPayment/CreditCard/Number", "another card", Set("FormOfPayment/CreditCard/Number", "XXXXXXXXXXXX9999")),
        Success(Update, "AccountingInfo/AccountingField5", "without the element AccountingField5",
            Remove("AccountingInfo/AccountingField5")),
        Refusal(Update, "Error/ErrorCode", "times are refused as other parameters", Recode("200", "300")),
        Refusal(Update, "Error/ErrorCode", "a code that only Cancel has", Set("Error/ErrorCode", "800")),

        // Cancel
        Success(Cancel, "ReservationID", "another reservation", Set("ReservationID", "999999999")),
        Success(Cancel, "Status", "the status of a booking", Set("Status", "RA")),
        Success(Cancel, "Status", "without Status", Set("Status", "")),
        Success(Cancel, "(message)", "elements in reverse order", Reverse("")),
        Success(Cancel, "CancelNum", "without the element CancelNum", Remove("CancelNum")),
        Success(Cancel, "PrimaryPassenger", "without the passenger", Remove("PrimaryPassenger")),
        Success(Cancel, "StartDateTime", "the start with Z", message => message.Change("StartDateTime", start => start.Value += "Z")),
        Success(Cancel, "Vehicle/VehicleType", "VehicleType as a word", Set("Vehicle/VehicleType", "Sedan")),
        Success(Cancel, "RateInfo/Rate", "the fee instead of the price", Set("RateInfo/Rate", "0.00")),
        Refusal(Cancel, "Error/ErrorCode", "an unknown id is refused as a Detail", Set("Error/ErrorCode", "700")),
        Refusal(Cancel, "Error/ErrorCode", "an unknown id isn't refused", Set("Error/ErrorCode", "")),
        Refusal(Cancel, "Status", "a refusal with the status of a booking", Set("Status", "RA")),

        // PostBack
        new(PostBack, "request line", "another address", message => message.Path += "s"),
        new(PostBack, "Authorization", "Bearer instead of OAuth", message =>
            message.Authorization = message.Authorization?.Replace("OAuth", "Bearer", StringComparison.Ordinal)),
        new(PostBack, "Authorization", "without a token", message => message.Authorization = null),
        new(PostBack, "Content-Type", "text/plain", message => message.ContentType = "text/plain"),
        new(PostBack, "Content-Length", "chunked", message => message.IsChunked = true),
        new(PostBack, "root element", "another root", Rename("CC_LimoPostBack")),
        new(PostBack, "PostBack", "never arrives", message => message.Fate = Fate.Dropped),
        new(PostBack, "PostBack", "arrives twice", message => message.Fate = Fate.Repeated),
        new(PostBack, "order", "a newer status overtakes", message => message.Fate = Fate.Overtaken),
        new(PostBack, "PostBack", "isn't sent again after a failure", message => message.HidesAnswer = true),
        new(PostBack, "message", "the second time it says something else", message => message.Change(
            "ProviderFeedback", feedback => feedback.Value = message.Number.ToString(CultureInfo.InvariantCulture))),
        new(PostBack, "ConfNum", "without the element ConfNum", Remove("ConfNum")),
        new(PostBack, "Status", "the status before the last", message => message.Change(
            "Status", status => status.Value = status.Value == "RA" ? "RB" : status.Value)),
        new(PostBack, "Status", "an unknown status", Set("Status", "OK")),
        new(PostBack, "(message)", "elements in reverse order", Reverse("")),
        new(PostBack, "StartDateTime", "the start in another time zone", Shift("StartDateTime", -FiveHours)),
        new(PostBack, "Currency", "without Currency", Set("Currency", "")),
        new(PostBack, "RateInfo/Rate", "Rate isn't the sum of its parts", Add("RateInfo/Rate", 1)),
        new(PostBack, "Vehicle/VehicleType", "VehicleType as a word", Set("Vehicle/VehicleType", "Sedan")),
        new(PostBack, "namespace", "with a namespace", message => message.Change("", AddNamespace)),
    ];

    private static Mutation Success(string message, string element, string what, Action<TamperedMessage> apply) =>
        new(message, element, what, tampered =>
        {
            if (tampered.Status == 200 && !tampered.IsRefusal)
                apply(tampered);
        });

    private static Mutation Refusal(string message, string element, string what, Action<TamperedMessage> apply) =>
        new(message, element, what, tampered =>
        {
            if (tampered.Status == 200 && tampered.IsRefusal)
                apply(tampered);
        });

    private static Action<TamperedMessage> OnBadInput(Action<TamperedMessage> apply) => message =>
    {
        if (message.Status is >= 400 and < 500)
            apply(message);
    };

    private static Action<TamperedMessage> Set(string path, string value) => message => message.Change(path,
            element => element.Value = value);

    private static Action<TamperedMessage> Remove(string path) => message => message.Change(path, element => element.Remove());

    private static Action<TamperedMessage> Rename(string root) => message => message.Change("", element => element.Name = root);

    private static Action<TamperedMessage> Reverse(string path) =>
        message => message.Change(path, element => element.ReplaceNodes(element.Elements().Reverse().ToList()));

    private static Action<TamperedMessage> Recode(string code, string other) =>
        message => message.Change("Error/ErrorCode", element => element.Value = element.Value == code ? other : element.Value);

    private static Action<TamperedMessage> Add(string path, decimal amount) => message => message.Change(path, element =>
    {
        if (decimal.TryParse(element.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            element.Value = (value + amount).ToString("0.00", CultureInfo.InvariantCulture);
    });

    private static Action<TamperedMessage> Shift(string path, TimeSpan by) => message => message.Change(path, element =>
    {
        if (DateTime.TryParse(element.Value, CultureInfo.InvariantCulture, out var time))
            element.Value = (time + by).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
    });

    private static void AddNamespace(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf())
            element.Name = XNamespace.Get("urn:example:limo") + element.Name.LocalName;
    }

    private static void LoseLetters(XElement element) => element.Value = Encoding.ASCII.GetString(Encoding.ASCII.GetBytes(element.Value));
}
