using System.Globalization;
using System.Text.RegularExpressions;
using GroundTransport.Benchmarks.Running;

namespace GroundTransport.Benchmarks.Messages;

/// <summary>Concur's calls, from docs/examples.</summary>
public static partial class ConcurCalls
{
    private static readonly string SearchText =
        Resources.Read("search.xml").Replace("<VehicleType>100<", "<VehicleType>900<", StringComparison.Ordinal);
    private static readonly string SellText = Resources.Read("sell.xml");
    private static readonly string DetailText = Resources.Read("detail.xml");
    private static readonly string UpdateText = Resources.Read("update.xml");
    private static readonly string CancelText = Resources.Read("cancel.xml");
    private static readonly DateTime Today = DateTime.UtcNow.Date;

    private static string CardExpires => Today.AddYears(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The pickup of a search without a number.</summary>
    public static DateTimeOffset FirstPickup => new(Today.AddDays(2).AddHours(15), TimeSpan.Zero);

    /// <summary>Any vehicle from Old Town to the airport: two rides.</summary>
    /// <param name="number">Selects the pickup time: steps of five minutes over 150 days.</param>
    public static string Search(int number = 0) => SearchText.Replace("@PICKUP@", Pickup(number), StringComparison.Ordinal);

    /// <summary>The Sell of the first ride of a search's reply.</summary>
    public static string Sell(int number, string found, string vendorCode)
    {
        var limo = Limo().Match(found);
        return limo.Success
            ? SellText.Replace("@PICKUP@", Pickup(number), StringComparison.Ordinal)
                .Replace("@CARDEXPIRES@", CardExpires, StringComparison.Ordinal)
                .Replace("@RATEINFO@", limo.Groups["rate"].Value, StringComparison.Ordinal)
                .Replace("<VehicleID>12<", $"<VehicleID>{limo.Groups["vehicle"].Value}<", StringComparison.Ordinal)
                .Replace("<VendorCode>LML<", $"<VendorCode>{vendorCode}<", StringComparison.Ordinal)
            : throw new BenchmarkException($"A search found nothing to sell: {found}");
    }

    /// <summary>Moves a ride to the pickup of a number.</summary>
    public static string Update(string reservation, int number) => UpdateText
        .Replace("@RESERVATION@", reservation, StringComparison.Ordinal)
        .Replace("@PICKUP@", Pickup(number), StringComparison.Ordinal).Replace("@FLIGHT@", Pickup(number + 24), StringComparison.Ordinal)
        .Replace("@CARDEXPIRES@", CardExpires, StringComparison.Ordinal);

    public static string Cancel(string reservation) => CancelText.Replace("@RESERVATION@", reservation, StringComparison.Ordinal);

    public static string Detail(string reservation) => DetailText.Replace("@RESERVATION@", reservation, StringComparison.Ordinal);

    public static string ReservationIn(string reply) => Reservation().Match(reply) is { Success: true } match
        ? match.Groups[1].Value
        : throw new BenchmarkException($"This holds no reservation: {reply}");

    private static string Pickup(int number) =>
        Today.AddDays(2).AddHours(15).AddMinutes(5 * (number % (150 * 288))).ToString("s", CultureInfo.InvariantCulture);

    [GeneratedRegex("<Limo>.*?(?<rate><RateInfo>.*?</RateInfo>).*?<VehicleID>(?<vehicle>[^<]*)<", RegexOptions.Singleline)]
    private static partial Regex Limo();

    [GeneratedRegex("<ReservationID>([0-9]+)<")]
    private static partial Regex Reservation();
}
