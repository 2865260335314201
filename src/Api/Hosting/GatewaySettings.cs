using System.Net;
using GroundTransport.Api.Limits;
using GroundTransport.Application;
using GroundTransport.Application.Administration.Backups;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Events;
using GroundTransport.Application.Outgoing;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Webhooks;
using GroundTransport.Application.WireLog;
using GroundTransport.Infrastructure.Persistence;

namespace GroundTransport.Api.Hosting;

/// <summary>All settings, in the section <c>GroundTransport</c> (environment: <c>GroundTransport__...</c>).</summary>
public sealed partial class GatewaySettings
{
    public const string Section = "GroundTransport";

    private const string SqliteFile = "Data Source=data/groundtransport.db";

    public DatabaseSection Database { get; set; } = new();

    public ConnectionStringsSection ConnectionStrings { get; set; } = new();

    public AdminSection Admin { get; set; } = new();

    public ConcurSection Concur { get; set; } = new();

    public DemoSection Demo { get; set; } = new();

    public TelemetrySection Telemetry { get; set; } = new();

    public MetricsSection Metrics { get; set; } = new();

    public WireLogSection WireLog { get; set; } = new();

    public EventsSection Events { get; set; } = new();

    public WebhooksSection Webhooks { get; set; } = new();

    public OutgoingSection Outgoing { get; set; } = new();

    public BackupsSection Backups { get; set; } = new();

    public KeyRingSection KeyRing { get; set; } = new();

    public ShutdownSection Shutdown { get; set; } = new();

    public OpenApiSection OpenApi { get; set; } = new();

    public ProxiesSection Proxies { get; set; } = new();

    public HealthSection Health { get; set; } = new();

    /// <summary>Reads and validates the settings; every error message names its key.</summary>
    public static (GatewaySettings Settings, IReadOnlyList<string> Mistakes) Read(IConfiguration configuration, bool development)
    {
        var section = configuration.GetSection(Section);
        var unknown = section.AsEnumerable().Where(setting => setting.Value is not null && !SettingKeys.IsKnown(setting.Key, setting.Value))
            .Select(setting => SettingKeys.Unknown(setting.Key)).ToList();
        // ASP.NET Core's own switch would believe everybody's forwarded headers.
        if (configuration.GetValue("ForwardedHeaders_Enabled", false))
            unknown.Add($"ForwardedHeaders_Enabled is true. Remove it, and set {Section}:Proxies:Networks to your proxies' networks.");
        if (unknown.Count > 0)
            return (new GatewaySettings(), unknown);
        // The binder would throw at the first value that it can't read.
        var unreadable = section.AsEnumerable()
            .Where(setting => setting.Value is not null)
            .Select(setting => SettingKeys.Unreadable(setting.Key, setting.Value!)).OfType<string>().ToList();
        if (unreadable.Count > 0)
            return (new GatewaySettings(), unreadable);
        var settings = section.Get<GatewaySettings>() ?? new GatewaySettings();
        return (settings, [.. settings.Mistakes(development)]);
    }

    /// <summary>
    /// Makes the host read its settings files only at start: changes take effect at the next start, and file watchers are scarce
    /// on a busy machine.
    /// </summary>
    public static string[] ReadOnce(string[] args) => [.. args, "--hostBuilder:reloadConfigOnChange=false"];

    public TelemetrySettings ToTelemetry() =>
        new(Telemetry.OtlpEndpoint is null ? null : new Uri(Telemetry.OtlpEndpoint), Metrics.Hosting);

    public WireLogSettings ToWireLog() => new()
    {
        Searches = EnumWords.Parse<RecordedSearches>(WireLog.Searches)!.Value,
        KeepDays = WireLog.KeepDays,
        MaxMegabytes = WireLog.MaxMegabytes,
    };

    public EventSettings ToEvents() => new() { KeepDays = Events.KeepDays, DeadlineNear = Events.DeadlineNear };

    public WebhookSettings ToWebhooks() => new() { RetryAfter = Webhooks.RetryAfter };

    public OutgoingSettings ToOutgoing() => new(Outgoing.AllowedHosts);

    public BackupSettings ToBackups() => new(Backups.Every, Backups.Keep);

    public DatabaseSettings ToDatabase() => new(
        Provider,
        ConnectionStrings.Gateway ?? SqliteFile,
        Database.MigrateOnStart ?? Provider == DatabaseProvider.Sqlite);

    public OpenApiAccess ToOpenApi(bool development) =>
        OpenApi.Access is { } access ? EnumWords.Parse<OpenApiAccess>(access)!.Value : development ? OpenApiAccess.Open : OpenApiAccess.Key;

    public ProxySettings ToProxies() => new([.. Proxies.Networks.Select(ProxySettings.Parse).OfType<IPNetwork>()]);

    public KeyRingSettings ToKeyRing() => new([.. KeyRing.Certificates.Select(certificate => certificate.Read())]);

    public DrainSettings ToDrain(bool development) => new(Shutdown.Drain ?? (development ? TimeSpan.Zero : TimeSpan.FromSeconds(5)));

    private DatabaseProvider Provider => EnumWords.Parse<DatabaseProvider>(Database.Provider)!.Value;

    public DatabaseInitializerSettings ToDatabaseInitializer(bool development) => new(Admin.BootstrapKey, Demo.Enabled ?? development);

    public PostBackSettings ToPostBacks() => new()
    {
        Url = Concur.PostBackUrl is null ? null : new Uri(Concur.PostBackUrl),
        Scheme = EnumWords.Parse<PostBackScheme>(Concur.PostBackScheme)!.Value,
        Token = Concur.PostBackToken ?? "",
        User = Concur.PostBackUser ?? "",
        Password = Concur.PostBackPassword ?? "",
        Timeout = Concur.Timeout,
        RetryAfter = Concur.RetryAfter,
        MaxConcurrentDeliveries = Concur.MaxConcurrentDeliveries,
    };

    public TokenSettings ToTokens() =>
        TokenSettings.LikePostBacks(ToPostBacks()) with { Geolocations = new GeolocationRule(Concur.GeolocationHosts) };

    private IEnumerable<string> Mistakes(bool development)
    {
        if (EnumWords.Parse<DatabaseProvider>(Database.Provider) is not { } provider)
            yield return $"{Section}:Database:Provider is '{Database.Provider}'. Use Sqlite, PostgreSql or SqlServer.";
        else if (string.IsNullOrWhiteSpace(ConnectionStrings.Gateway)
            && (provider != DatabaseProvider.Sqlite || ConnectionStrings.Gateway is not null))
            yield return $"{Section}:ConnectionStrings:Gateway is empty. Set it to a connection string such as '{Example(provider)}'.";
        else if (ConnectionStrings.Gateway is { } connection
            && ConnectionStringMistakes.Find(provider, connection, Example(provider)) is { } mistaken)
            yield return $"{Section}:ConnectionStrings:Gateway {mistaken}";
        foreach (var (certificate, number) in KeyRing.Certificates.Select((certificate, number) => (certificate, number)))
        {
            if (certificate.Mistake() is { } mistake)
                yield return $"{Section}:KeyRing:Certificates:{number}:{mistake}";
        }
        if (Shutdown.Drain < TimeSpan.Zero || Shutdown.Drain > DrainSettings.MaxDelay)
            yield return $"{Section}:Shutdown:Drain is {Shutdown.Drain}. Use 00:00:00 to {DrainSettings.MaxDelay}.";
        if (Admin.BootstrapKey is { Length: < 20 })
            yield return $"{Section}:Admin:BootstrapKey is too short. Use at least 20 characters.";
        else if (Admin.BootstrapKey is { } bootstrapKey && Secrets.IsGuessable(bootstrapKey))
            yield return $"{Section}:Admin:BootstrapKey is easy to guess. Use a random one, such as the output of 'openssl rand -hex 24'.";
        if (Demo.Enabled == true && !development)
            yield return $"{Section}:Demo:Enabled is true outside Development. Set it to false: the demo secrets are public.";
        if (Telemetry.OtlpEndpoint is not null && !IsHttp(Telemetry.OtlpEndpoint))
            yield return $"{Section}:Telemetry:OtlpEndpoint isn't an http or https URL. Use a collector's, such as http://localhost:4318.";
        if (Backups.Every is not null && EnumWords.Parse<DatabaseProvider>(Database.Provider) is { } shared and not DatabaseProvider.Sqlite)
            yield return $"{Section}:Backups:Every is set, but {shared} has its own tools for backups. Remove it.";
        if (Backups.Every < TimeSpan.FromMinutes(5) || Backups.Every > TimeSpan.FromDays(31))
            yield return $"{Section}:Backups:Every is {Backups.Every}. Use 00:05:00 to 31.00:00:00.";
        if (Backups.Keep is < 1 or > 1000)
            yield return $"{Section}:Backups:Keep is {Backups.Keep}. Use 1 to 1000.";
        if (Metrics.Port is < 1 or > 65535)
            yield return $"{Section}:Metrics:Port is {Metrics.Port}. Use 1 to 65535.";
        if (EnumWords.Parse<RecordedSearches>(WireLog.Searches) is null)
            yield return $"{Section}:WireLog:Searches is '{WireLog.Searches}'. Use errors, all or none.";
        if (WireLog.KeepDays is < 7 or > 365)
            yield return $"{Section}:WireLog:KeepDays is {WireLog.KeepDays}. Use 7 to 365: Concur's support asks for at least a week.";
        if (WireLog.MaxMegabytes is < 10 or > 1_000_000)
            yield return $"{Section}:WireLog:MaxMegabytes is {WireLog.MaxMegabytes}. Use 10 to 1000000.";
        if (Events.KeepDays is < 7 or > 365)
            yield return $"{Section}:Events:KeepDays is {Events.KeepDays}. Use 7 to 365.";
        if (Events.DeadlineNear < TimeSpan.FromMinutes(1) || Events.DeadlineNear > TimeSpan.FromDays(1))
            yield return $"{Section}:Events:DeadlineNear is {Events.DeadlineNear}. Use 00:01:00 to 1.00:00:00.";
        if (Webhooks.RetryAfter < TimeSpan.FromMilliseconds(100) || Webhooks.RetryAfter > TimeSpan.FromMinutes(1))
            yield return $"{Section}:Webhooks:RetryAfter is {Webhooks.RetryAfter}. Use 00:00:00.1 to 00:01:00.";
        foreach (var host in Outgoing.AllowedHosts.Where(host => !OutgoingSettings.IsHost(host)))
            yield return $"{Section}:Outgoing:AllowedHosts: '{host}' is no host. Use a host such as dispatch.internal, or host:port.";
        foreach (var network in Proxies.Networks.Where(network => ProxySettings.Parse(network) is null))
        {
            yield return $"{Section}:Proxies:Networks: '{network}' is no network of proxies. "
                + "Use one such as 10.0.0.0/8, or an address such as 10.0.0.5.";
        }
        if (Health.Port is < 1 or > 65535)
            yield return $"{Section}:Health:Port is {Health.Port}. Use 1 to 65535.";
        if (OpenApi.Access is { } access && EnumWords.Parse<OpenApiAccess>(access) is null)
            yield return $"{Section}:OpenApi:Access is '{access}'. {EnumWords.Choices(typeof(OpenApiAccess))}";
        foreach (var mistake in Concur.Mistakes())
            yield return $"{Section}:Concur:{mistake}";
    }

    private static bool IsHttp(string url) => Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https";

    private static string Example(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.PostgreSql => "Host=db;Database=groundtransport;Username=gateway;Password=...",
        DatabaseProvider.SqlServer => "Server=db;Database=groundtransport;User Id=gateway;Password=...",
        DatabaseProvider.Sqlite => SqliteFile,
        _ => throw new ArgumentOutOfRangeException(nameof(provider), provider, "Unknown database"),
    };
}
