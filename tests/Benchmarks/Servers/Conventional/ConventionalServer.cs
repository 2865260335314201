using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using GroundTransport.Api.Hosting;
using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Benchmarks.Databases;
using GroundTransport.Benchmarks.Messages;
using GroundTransport.Domain.Quotes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GroundTransport.Benchmarks.Servers.Conventional;

/// <summary>A conventional stack: an MVC controller, XmlSerializer, an EF Core query per search.</summary>
public static class ConventionalServer
{
    public static async Task Serve(GatewayDatabase database, string authorization, CancellationToken ct)
    {
        var plan = RatePlanDocument.Read(BenchmarkPlan.Document(), "LIMO", 1);
        var name = new VendorBody { VendorCode = "LIMO", VendorName = "Vendor LIMO", PhoneNumber = "703 555 0142" };
        var seal = new QuoteSigner([new SigningKey(1, RandomNumberGenerator.GetBytes(32), DateTimeOffset.UnixEpoch, null)]);

        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ApplicationName = typeof(ConventionalServer).Assembly.GetName().Name });
        builder.Logging.AddGatewayLogging();
        builder.WebHost.UseKestrel(KestrelLimits.Apply);
        builder.Services.AddControllers().AddXmlSerializerFormatters();
        builder.Services.AddDbContext<RatesContext>(options =>
            _ = database.IsSqlite ? options.UseSqlite(database.ConnectionString) : options.UseNpgsql(database.ConnectionString));
        builder.Services.AddSingleton(new SoldVendor(plan, name, TimeZoneInfo.FindSystemTimeZoneById(plan.TimeZone), seal));
        builder.Services.AddSingleton(new KnownCaller(authorization));
        builder.Services.AddAuthentication("Basic").AddScheme<AuthenticationSchemeOptions, BasicAuthentication>("Basic", null);
        builder.Services.AddAuthorization();
        await using var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapControllers();
        app.MapGet("/health/ready", () => "ready");
        await using (var scope = app.Services.CreateAsyncScope())
            await RatesSeed.Write(scope.ServiceProvider.GetRequiredService<RatesContext>(), plan, ct);
        await app.RunAsync(ct);
    }
}

/// <summary>The only caller, by its complete Authorization header.</summary>
public sealed record KnownCaller(string Authorization);

/// <summary>Basic credentials.</summary>
public sealed class BasicAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    KnownCaller caller)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Request.Headers.Authorization.ToString()), Encoding.UTF8.GetBytes(caller.Authorization))
            ? AuthenticateResult.Success(
                new AuthenticationTicket(
                new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "concur")], Scheme.Name)), Scheme.Name))
            : AuthenticateResult.Fail("Wrong credentials"));
}
