using GroundTransport.Api.AdminEndpoints;
using GroundTransport.Api.ConcurEndpoint;
using GroundTransport.Api.Console;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.Limits;
using GroundTransport.Api.Metrics;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application;
using GroundTransport.Infrastructure;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Sqlite;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

var commandLine = CommandLine.Parse(args);
if (commandLine.Mistakes.Count > 0)
    return Refuse(commandLine.Mistakes);
if (commandLine.Inform is { } inform)
    return inform();
WebApplicationBuilder builder;
try
{
    builder = WebApplication.CreateBuilder(GatewaySettings.ReadOnce(commandLine.Settings));
}
catch (Exception failure) when (StartFailure.Describe(failure) is not null)
{
    return Refuse([StartFailure.Describe(failure)!]);
}
var development = builder.Environment.IsDevelopment();
var (settings, mistakes) = GatewaySettings.Read(builder.Configuration, development);
mistakes = [.. HostSettings.Mistakes(builder.Configuration, builder.Environment.EnvironmentName), .. mistakes];
if (mistakes.Count > 0)
    return Refuse(mistakes);

builder.Logging.AddGatewayLogging(development, traced: settings.ToTelemetry().Collector is not null);
builder.Configuration.AddHealthPort(settings.Health.Port);
builder.WebHost.UseKestrel(KestrelLimits.Apply);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(settings.ToPostBacks());
builder.Services.AddSingleton(settings.ToTokens());
builder.Services.AddSingleton(settings.ToWireLog());
builder.Services.AddSingleton(settings.ToEvents());
builder.Services.AddSingleton(settings.ToWebhooks());
builder.Services.AddSingleton(settings.ToOutgoing());
builder.Services.AddSingleton(settings.ToBackups());
builder.Services.AddSingleton(settings.ToDatabaseInitializer(development));
builder.Services.AddApplication();
builder.Services.AddInfrastructure(settings.ToDatabase(), settings.ToPostBacks(), settings.ToKeyRing());
builder.Services.AddDrain(settings.ToDrain(development));
builder.Services.AddSingleton<ConcurMetrics>();
builder.Services.AddSingleton<GroundTransportationEndpoint>();
builder.Services.AddProxies(settings.ToProxies());
builder.AddCallerConnections();
builder.Services.AddSingleton<FailedLogins>();
builder.Services.AddSingleton<ConnectEndpoint>();
builder.Services.AddSingleton<WaitingCalls>();
builder.Services.AddScoped<ReservationResponse>();
builder.Services.AddSingleton<QueryParameters>();
builder.Services.AddProblemDetails(Problems.AddExtensions);
builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
builder.Services.AddAuthentication(ApiKeyAuthentication.SchemeName)
    .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null);
builder.Services.AddAuthorizationBuilder().AddRolePolicies();
builder.Services.AddGatewayOpenApi();
builder.Services.AddConsole(encryptedOnly: !development);
builder.Services.AddHealthChecks().AddCheck<CatalogHealth>("catalog").AddCheck<DrainHealth>("drain");
builder.Services.ConfigureHttpJsonOptions(json => RestJson.Configure(json.SerializerOptions));

using var metrics = new PrometheusReader();
builder.Services.AddMetricsServer(metrics, settings.Metrics.Port);

try
{
    using var telemetry = Telemetry.Start(settings.ToTelemetry(), metrics.Reader);
    using var databaseLock = commandLine.Command is not { NeedsDatabaseAlone: false }
        && settings.ToDatabase() is { Provider: DatabaseProvider.Sqlite } sqlite
        ? SqliteDatabaseLock.Acquire(sqlite.ConnectionString)
        : null;
    var app = builder.Build();
    // This takes half of the start; the routes are built meanwhile.
    var prepared = commandLine.Command is null
        ? Task.Run(() => app.PrepareDatabase(() => NotReadyServer.Start(commandLine.Settings, settings.Health.Port)))
        : Task.FromResult(true);
    foreach (var (written, right, _) in SettingKeys.Misnamed(app.Configuration))
        app.Logger.LogWarning("Setting '{Written}' has no effect; '{Right}' is set and counts", written, right);
    app.UseCallerConnections();
    app.UseHealthPort(settings.Health.Port);
    app.UseProxies();
    if (settings.ToTelemetry().Collector is not null)
        app.UseSpans();
    app.UseDrain();
    app.UseResponseHeaders();
    app.UseCorrelationIds();
    app.UseExceptionHandler(Problems.ExceptionHandling);
    if (settings.ToTelemetry() is { Collector: null, HostingMetrics: false })
        app.UseConcurFirst();
    app.UseRequestHost();
    app.UseStatusCodePages();
    app.UseCardNumberGuard();
    // Routing runs here, not first: Concur's calls need the correlation id, but skip the middleware that guards REST.
    app.UseRouting();
    app.UseCookiePolicy();
    app.UseAuthentication();
    app.UseIdempotencyKeys();
    app.UseAuthorization();
    app.UseKnownCharsets();
    app.MapConcur();
    app.MapConnect();
    var api = app.MapGroup("/api/v1").RejectControlCharacters().RejectUnknownParameters().AnswerNotModified();
    api.MapReservations();
    api.MapEvents();
    api.MapWebhooks();
    api.MapPostBacks();
    api.MapReceipts();
    api.MapExchanges();
    api.MapVendors();
    api.MapPricing();
    api.MapRatePlans();
    api.MapRates();
    api.MapDirectConnects();
    api.MapConcurApps();
    api.MapApiKeys();
    api.MapAudit();
    api.MapStatistics();
    api.MapBackups();
    app.MapRatePlanSchema();
    app.MapMetrics();
    app.MapConsole();
    app.MapOpenApiFile(settings.ToOpenApi(development));
    app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = HealthResponse.Write });
    app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = HealthResponse.Write });
    if (commandLine.Command is not null)
        return await commandLine.Run(app);

    app.BuildRoutes();
    if (!await prepared)
        return 1;
    if (settings.ToDatabaseInitializer(development).Demo)
        app.PrintQuickStart();
    await app.RunUntilStopped();
    return 0;
}
catch (SqliteDatabaseInUseException inUse)
{
    return Refuse([inUse.Message]);
}
catch (Exception failure) when (StartFailure.Describe(failure) is not null)
{
    return Refuse([StartFailure.Describe(failure)!]);
}

static int Refuse(IEnumerable<string> mistakes)
{
    foreach (var mistake in mistakes)
        Console.Error.WriteLine($"GroundTransport can't start. {mistake}");
    return 1;
}

/// <summary>The gateway's host; public, so that tests can start it.</summary>
public partial class Program;
