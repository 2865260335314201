using System.Globalization;
using System.Text.RegularExpressions;
using GroundTransport.TestKit;

namespace GroundTransport.Api.Tests.Gateway;

/// <summary>
/// Changes of a message in the short form of a theory's row, separated by semicolons: <c>path=text</c> sets an element's
/// text, <c>-path</c> removes it. A text may be a time (<c>{in 51 h}</c>, by the gateway's clock) or long (<c>{100 KB}</c>).
/// </summary>
public static partial class MessageChanges
{
    public static LimoMessage With(this LimoMessage message, string changes, RunningGateway gateway)
    {
        foreach (var change in changes.Split("; ", StringSplitOptions.RemoveEmptyEntries))
        {
            if (change.StartsWith('-'))
                message.Remove(change[1..]);
            else
                message.Set(change[..change.IndexOf('=', StringComparison.Ordinal)],
                    Text(change[(change.IndexOf('=', StringComparison.Ordinal) + 1)..], gateway));
        }
        return message;
    }

    private static string Text(string text, RunningGateway gateway)
    {
        text = Ahead().Replace(text, hours =>
            Booking.At(gateway, TimeSpan.FromHours(double.Parse(hours.Groups[1].Value, CultureInfo.InvariantCulture))));
        return Long().Replace(text, size => new string('x', 1024 * int.Parse(size.Groups[1].Value, CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex(@"\{in (-?[0-9.]+) h\}")]
    private static partial Regex Ahead();

    [GeneratedRegex(@"\{([0-9]+) KB\}")]
    private static partial Regex Long();
}
