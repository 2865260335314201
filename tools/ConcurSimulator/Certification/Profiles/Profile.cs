using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConcurSimulator.Certification.Profiles;

/// <summary>What the endpoint under test sells, and how it is configured. What it doesn't name is not tested.</summary>
public sealed record Profile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public string Name { get; init; } = "";

    /// <summary><c>gmt</c>, as documented, or <c>pickupLocal</c>.</summary>
    public string TimesAre { get; init; } = "gmt";

    /// <summary>The time zone of the rides, for <c>pickupLocal</c>.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>How long before its start a ride must be booked; null if there is no limit.</summary>
    public double? LeadTimeHours { get; init; }

    /// <summary>How far ahead a ride may be booked; null if there is no limit.</summary>
    public int? BookingWindowDays { get; init; }

    public string Currency { get; init; } = "USD";

    /// <summary>The types of the credit cards that are accepted.</summary>
    public IReadOnlyList<string> Cards { get; init; } = [];

    /// <summary>The other forms of payment that are accepted: Cash, Check, DirectBilling.</summary>
    public IReadOnlyList<string> OtherPayments { get; init; } = [];

    /// <summary>The company that <c>DirectBilling</c> is accepted for.</summary>
    public string CompanyCode { get; init; } = "339";

    /// <summary>The token that is accepted instead of user and password; empty if there is none.</summary>
    public string Token { get; init; } = "";

    /// <summary>The most passengers that any vehicle takes; null if unknown.</summary>
    public int? MaxPassengers { get; init; }

    /// <summary>How long to wait for a PostBack.</summary>
    public double PostBackWithinSeconds { get; init; } = 10;

    /// <summary>After how long a PostBack that failed is sent again, at the latest.</summary>
    public double PostBackRetrySeconds { get; init; } = 330;

    /// <summary>Rides that are offered and can be booked.</summary>
    public IReadOnlyList<ProfileRide> Sells { get; init; } = [];

    /// <summary>Rides that are not offered.</summary>
    public IReadOnlyList<ProfileRide> DoesNotSell { get; init; } = [];

    /// <summary>Rides that are listed without a price (RateTypeCode N).</summary>
    public IReadOnlyList<ProfileRide> OnRequest { get; init; } = [];

    /// <exception cref="InvalidDataException">The message says what is wrong with the file.</exception>
    public static Profile Read(string file)
    {
        try
        {
            var profile = JsonSerializer.Deserialize<Profile>(File.ReadAllText(file), Json)
                ?? throw new InvalidDataException($"{file} is empty.");
            if (profile.TimesAre is not ("gmt" or "pickupLocal"))
                throw new InvalidDataException($"{file}: timesAre is '{profile.TimesAre}'. Use gmt or pickupLocal.");
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(profile.TimeZone, out _))
                throw new InvalidDataException($"{file}: timeZone is '{profile.TimeZone}'. Use a name such as America/New_York.");
            return profile;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file} isn't a profile: {e.Message}", e);
        }
    }

    /// <summary>A moment as the endpoint expects it in StartDateTime.</summary>
    public DateTime Local(DateTime utc) =>
        TimesAre == "gmt" ? utc : TimeZoneInfo.ConvertTimeFromUtc(utc, TimeZoneInfo.FindSystemTimeZoneById(TimeZone));
}
