using System.Net.Http.Headers;
using System.Text;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Sqlite;
using GroundTransport.TestKit;
using GroundTransport.TestKit.Schemas;
using MediatR;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Api.Tests.Gateway;

/// <summary>
/// The whole gateway on a real port with a database of its own, the demo vendor and a fake clock.
/// Every reply that <see cref="Concur"/> returns is valid against the schemas.
/// </summary>
public sealed class RunningGateway : WebApplicationFactory<Program>
{
    private readonly GatewayDatabase database = GatewayDatabase.New();
    private readonly Dictionary<string, string?> settings = [];
    private readonly List<Action<IServiceCollection>> replacements = [];
    private string environment = "Development";

    public RunningGateway(string? postBackUrl = null)
    {
        foreach (var (key, value) in database.Settings)
            settings[$"GroundTransport:{key}"] = value;
        settings["GroundTransport:Concur:RetryAfter"] = "00:05:00";
        if (postBackUrl is not null)
        {
            settings["GroundTransport:Concur:PostBackUrl"] = postBackUrl;
            settings["GroundTransport:Concur:PostBackToken"] = PostBackToken;
        }
    }

    public const string PostBackToken = "static-postback-token";

    public FakeClock Clock { get; } = new(new DateTimeOffset(2030, 3, 4, 12, 0, 0, TimeSpan.Zero));

    public CapturedLog Log { get; } = new();

    /// <inheritdoc cref="GatewayDatabase.Stored"/>
    public string Stored() => database.Stored();

    public HttpClient Http { get; private set; } = null!;

    public RunningGateway With(Action<IServiceCollection> replacement)
    {
        replacements.Add(replacement);
        return this;
    }

    /// <summary>Without the demo vendor, and with what only Development leaves out.</summary>
    public RunningGateway InProduction()
    {
        environment = "Production";
        return this;
    }

    /// <summary>Sets a setting of the section GroundTransport, or of another by its full key; null removes it.</summary>
    public RunningGateway Set(string key, string? value)
    {
        settings[key.Contains("Logging:", StringComparison.Ordinal) ? key : $"GroundTransport:{key}"] = value;
        return this;
    }

    /// <summary>On a SQLite file that a process uses before or after, instead of a database of its own.</summary>
    public RunningGateway On(string file) =>
        Set("Database:Provider", nameof(DatabaseProvider.Sqlite)).Set("ConnectionStrings:Gateway", $"Data Source={file};Pooling=False");

    /// <summary>With the machine's clock, as everything else that uses its database or its calls.</summary>
    public RunningGateway AtPresent() => With(services => services.Replace(ServiceDescriptor.Singleton(TimeProvider.System)));

    public RunningGateway Start()
    {
        UseKestrel(0);
        StartServer();
        Http = new HttpClient { BaseAddress = ClientOptions.BaseAddress };
        return this;
    }

    /// <summary>Stops, so that a process can use the file: the program releases it after its host has ended.</summary>
    public async Task Release(string file)
    {
        await DisposeAsync();
        await Poll.Until(() =>
        {
            try
            {
                SqliteDatabaseLock.Acquire($"Data Source={file}").Dispose();
                return true;
            }
            catch (SqliteDatabaseInUseException)
            {
                return false;
            }
        });
    }

    /// <summary>Posts a message as Concur does and returns the reply, which must be valid against its schema.</summary>
    public async Task<LimoMessage> Concur(object message, string user = "concur-demo", string password = "concur-demo-password")
    {
        using var response = await Post(Encoding.UTF8.GetBytes(message.ToString()!), user, password);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == System.Net.HttpStatusCode.OK, body);
        return LimoMessage.Parse(body);
    }

    public async Task<HttpResponseMessage> Post(
        byte[] body, string? user = "concur-demo", string password = "concur-demo-password", string? contentType =
        "application/xml", string? correlationId = null)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, "/concur/groundtransportation")
        { Content = new ByteArrayContent(body) };
        if (contentType is not null)
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (user is not null)
            request.Headers.Authorization = Basic(user, password);
        if (correlationId is not null)
            request.Headers.Add("concur-correlationid", correlationId);
        var response = await Http.SendAsync(request);
        Assert.NotNull(response.Content.Headers.ContentLength);
        WireSchema.AssertValid(await response.Content.ReadAsStringAsync());
        return response;
    }

    public async Task<HttpResponseMessage> Dispatch(
        HttpMethod method, string path, string? json = null, string? ifMatch = null, string key = "demo-admin-key")
    {
        using var request = new HttpRequestMessage(method, "/api/v1" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return await Http.SendAsync(request);
    }

    public async Task Send<T>(IRequest<T> request)
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    public static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(environment);
        foreach (var (key, value) in settings)
            builder.UseSetting(key, value);
        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            services.AddSingleton<ILoggerProvider>(Log);
            replacements.ForEach(replace => replace(services));
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            database.Dispose();
    }
}
