namespace GroundTransport.Application.ConcurApps;

/// <summary>
/// Pairs of data centres: which one is asked next if Concur keeps a company in another data centre without naming it
/// (tmc-guide: geolocation, code 16).
/// </summary>
public sealed class DataCentres(params IEnumerable<(Uri One, Uri Other)> pairs)
{
    private readonly (Uri One, Uri Other)[] pairs = [.. pairs];

    /// <summary>
    /// us and emea, by each name that Concur has for them. Implementation sites contain copies of companies and have
    /// credentials of their own, so they are paired with each other only.
    /// </summary>
    public static DataCentres UsAndEmea { get; } = new(
        Pair("us", "emea"), Pair("www-us", "www-emea"), Pair("us-impl", "emea-impl"), Pair("www-us-impl", "www-emea-impl"));

    /// <summary>Null for any other data centre: a client secret isn't tried out where it might be valid.</summary>
    public Uri? OtherThan(Uri dataCentre) => pairs
        .Select(pair => pair.One == dataCentre ? pair.Other : pair.Other == dataCentre ? pair.One : null)
        .FirstOrDefault(other => other is not null);

    private static (Uri One, Uri Other) Pair(string one, string other) =>
        (new Uri($"https://{one}.api.concursolutions.com"), new Uri($"https://{other}.api.concursolutions.com"));
}
