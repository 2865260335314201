namespace GroundTransport.Application.ConcurApps;

/// <summary>Which data centre is asked next where Concur says "elsewhere" without saying where (tmc-guide: geolocation, code 16).</summary>
public sealed class DataCentres(params IEnumerable<(Uri One, Uri Other)> pairs)
{
    private readonly (Uri One, Uri Other)[] pairs = [.. pairs];

    /// <summary>
    /// us and emea, by each name that Concur has for them; implementation sites hold copies of companies and have
    /// credentials of their own, so they stay among themselves.
    /// </summary>
    public static DataCentres UsAndEmea { get; } = new(Pair("us", "emea"), Pair("www-us", "www-emea"), Pair("us-impl", "emea-impl"), Pair("www-us-impl", "www-emea-impl"));

    /// <summary>Null for any other place: a client secret isn't tried out wherever it may fit.</summary>
    public Uri? OtherThan(Uri place) => pairs
        .Select(pair => pair.One == place ? pair.Other : pair.Other == place ? pair.One : null)
        .FirstOrDefault(other => other is not null);

    private static (Uri One, Uri Other) Pair(string one, string other) =>
        (new Uri($"https://{one}.api.concursolutions.com"), new Uri($"https://{other}.api.concursolutions.com"));
}
