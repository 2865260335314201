using System.Globalization;
using System.Text;
using GroundTransport.Infrastructure.ConcurWire.Xml;

namespace GroundTransport.Infrastructure.ConcurWire;

/// <summary>
/// A message as the wire log stores it: the name of every element, but the text only of those that identify neither the
/// traveller nor the payment and contain no secret. An allow-list: elements of later messages are left out until they are added.
/// </summary>
public static class Redaction
{
    /// <summary>The most characters that are stored of one message.</summary>
    public const int MaxLength = 64 * 1024;

    private const int MaxTextLength = 60;
    private const int MinCardNumberLength = 13;
    private const string Redacted = "…";

    private static readonly HashSet<string> Allowed = new(StringComparer.Ordinal)
    {
        "ErrorCode", "ErrorSource", "Success", "ReservationID", "Status", "ConfNum", "CancelNum", "ServiceType", "ClassOfService",
        "LocationType", "AirportCode", "StationCode", "StationName", "CarrierCode", "FlightNumber", "TrainNumber", "ArrivalDateTime",
        "DepartureDateTime", "City", "State", "Country", "StartDateTime", "EndDateTime", "LanguageCode", "Currency", "NumPassengers",
        "RateID", "Rate", "RateTypeCode", "MinHours", "BasePrice", "ServiceCharge", "SurCharge", "Tax", "ExtraPickupCharge",
        "ExtraDropoffCharge", "OptionalExtraStopCharge", "OptionalExtraTimeCharge", "VehicleType", "MaxPassengers", "VehicleID",
        "VendorCode", "Type",
    };

    public static string Of(ReadOnlyMemory<byte> message)
    {
        if (message.IsEmpty)
            return "";
        if (WireReader.Read(message, out _) is not { } root)
            return $"(unreadable, {message.Length} bytes)";
        var text = new StringBuilder();
        Write(text, root);
        if (text.Length <= MaxLength)
            return text.ToString();
        // Never between the halves of a surrogate pair: a half can't be stored, and its whole batch would be lost.
        return text.ToString(0, char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength) + "(cut)";
    }

    private static void Write(StringBuilder text, WireElement element)
    {
        if (text.Length > MaxLength)
            return;
        // The sender chooses the names, like any text.
        var name = Allowed.Contains(element.Name) || IsName(element.Name) ? element.Name : "Unknown";
        if (!element.HasValue && !element.HasChildren)
        {
            text.Append('<').Append(name).Append("/>");
            return;
        }
        text.Append('<').Append(name).Append('>');
        if (element.Text.Length > 0)
            text.Append(Allowed.Contains(element.Name) && IsHarmless(element.Text) ? Escape(element.Text) : Redacted);
        foreach (var child in element.Children)
            Write(text, child);
        text.Append("</").Append(name).Append('>');
    }

    private static bool IsName(string name) =>
        name.Length <= 40
        && name.Count(char.IsAsciiDigit) <= 2
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');

    /// <summary>Nothing as long as a card number, whatever separates its digits.</summary>
    private static bool IsHarmless(string text) =>
        text.Length <= MaxTextLength && (text.Count(char.IsDigit) < MinCardNumberLength || IsTime(text));

    private static bool IsTime(string text) =>
        text.Contains('T', StringComparison.Ordinal) && DateTime.TryParse(text, CultureInfo.InvariantCulture, out _);

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
