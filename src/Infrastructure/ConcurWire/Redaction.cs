using System.Text;
using GroundTransport.Infrastructure.ConcurWire.Codec;

namespace GroundTransport.Infrastructure.ConcurWire;

/// <summary>
/// A message as the wire log may keep it: every element by its name, the text only of those that say nothing of who rides,
/// who pays, or what opens a door. An allow-list: what a later message brings stays out until somebody lets it in.
/// </summary>
public static class Redaction
{
    /// <summary>Longest text that is kept of one message.</summary>
    public const int Longest = 64 * 1024;

    private const int LongestText = 60;
    private const int ShortestCardNumber = 13;
    private const string Kept = "…";

    private static readonly HashSet<string> Allowed = new(StringComparer.Ordinal)
    {
        "ErrorCode", "ErrorSource", "Success", "ReservationID", "Status", "ConfNum", "CancelNum", "ServiceType", "ClassOfService", "LocationType", "AirportCode",
        "StationCode", "StationName", "CarrierCode", "FlightNumber", "TrainNumber", "ArrivalDateTime", "DepartureDateTime", "City", "State", "Country", "StartDateTime",
        "EndDateTime", "LanguageCode", "Currency", "NumPassengers", "RateID", "Rate", "RateTypeCode", "MinHours", "BasePrice", "ServiceCharge", "SurCharge", "Tax",
        "ExtraPickupCharge", "ExtraDropoffCharge", "OptionalExtraStopCharge", "OptionalExtraTimeCharge", "VehicleType", "MaxPassengers", "VehicleID", "VendorCode", "Type",
    };

    public static string Of(ReadOnlyMemory<byte> message)
    {
        if (message.IsEmpty)
            return "";
        if (WireReader.Read(message, out _) is not { } root)
            return $"(unreadable, {message.Length} bytes)";
        var text = new StringBuilder();
        Write(text, root);
        // Not into a character: half of one can't be stored, and would cost its batch.
        return text.Length <= Longest ? text.ToString() : text.ToString(0, char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest) + "(cut)";
    }

    private static void Write(StringBuilder text, WireElement element)
    {
        if (text.Length > Longest)
            return;
        // A name is the sender's to choose, like any text.
        var name = Allowed.Contains(element.Name) || IsName(element.Name) ? element.Name : "Unknown";
        if (!element.HasValue && !element.HasChildren)
        {
            text.Append('<').Append(name).Append("/>");
            return;
        }
        text.Append('<').Append(name).Append('>');
        if (element.Text.Length > 0)
            text.Append(Allowed.Contains(element.Name) && IsHarmless(element.Text) ? Escape(element.Text) : Kept);
        foreach (var child in element.Children)
            Write(text, child);
        text.Append("</").Append(name).Append('>');
    }

    private static bool IsName(string name) => name.Length <= 40 && name.All(character => char.IsAsciiLetter(character) || character == '_') ||
        (name.Length <= 40 && name.Count(char.IsAsciiDigit) <= 2 && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_'));

    /// <summary>Nothing as long as a card number, whatever stands between its digits.</summary>
    private static bool IsHarmless(string text) =>
        text.Length <= LongestText && (text.Count(char.IsDigit) < ShortestCardNumber || text.Contains('T', StringComparison.Ordinal) && DateTime.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _));

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
