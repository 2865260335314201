using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Application.Administration.Demo;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.TestKit.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Api.Tests.ConcurApps;

/// <summary>A gateway with Concur's token endpoint and its PostBack endpoint; tests give the demo's direct connect an app.</summary>
public sealed class ConcurAppFixture : IAsyncLifetime
{
    public const string AppPath = "/direct-connects/demo/concur-app";

    public TokenServer Tokens { get; private set; } = null!;

    /// <summary>What the token endpoint responds with unless a test queues a response.</summary>
    public RotatingTokens Grants { get; private set; } = null!;

    public PostBackServer PostBacks { get; } = new();

    public RunningGateway Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Tokens = await TokenServer.StartWithCorrelationIds("token-call-");
        Grants = new RotatingTokens(Tokens.Geolocation);
        Tokens.DefaultResponse = Grants.Respond;
        await PostBacks.Start();
        Gateway = new RunningGateway(PostBacks.Url)
            .Set("Concur:PostBackToken", null).Set("Concur:GeolocationHosts:0", Tokens.Url.Authority)
                .Set("Concur:GeolocationHosts:1", $"localhost:{Tokens.Url.Port}")
            .Set("Logging:LogLevel:Microsoft.AspNetCore", "Trace").Set("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Trace")
            .Set("Logging:LogLevel:Microsoft.AspNetCore.Server.Kestrel.BadRequests", "Trace")
            .Start();
        Assert.Equal(AppPath, $"/direct-connects/{DemoData.DirectConnect.Id}/concur-app");
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Tokens.DisposeAsync();
        await PostBacks.DisposeAsync();
    }

    public string Body(string? refreshToken = null, string secret = RotatingTokens.ClientSecret, string clientId = "client-1") =>
        new JsonObject
        {
            ["clientId"] = clientId,
            ["clientSecret"] = secret,
            ["geolocation"] = Tokens.Geolocation,
            ["refreshToken"] = refreshToken
        }.ToJsonString();

    public const string Authorization = $$"""{ "principal": "company-1", "requestToken": "{{RotatingTokens.RequestToken}}" }""";

    public async Task<RestResponse> Call(string method, string path, string? json = null, string key = DemoData.AdminKey,
        string? ifMatch = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (idempotencyKey is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await Gateway.Http.SendAsync(request);
        return new RestResponse(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.ETag?.Tag);
    }

    /// <summary>A call that must succeed.</summary>
    public async Task<JsonNode> Ok(string method, string path, string? json = null)
    {
        var answer = await Call(method, path, json);
        Assert.True(answer.Status is HttpStatusCode.OK, answer.Text);
        return answer.Json;
    }

    /// <summary>Changes the database without the gateway.</summary>
    public async Task ExecuteSql(string sql)
    {
        await using var scope = Gateway.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<GatewayDbContext>().Database.ExecuteSqlRawAsync(sql);
    }

    /// <summary>Runs once, before the next revocation is answered.</summary>
    public void WhileRevoking(Func<Task> meanwhile) => Tokens.BeforeResponse = request =>
    {
        if (!request.Line.StartsWith("DELETE", StringComparison.Ordinal))
            return Task.CompletedTask;
        Tokens.BeforeResponse = _ => Task.CompletedTask;
        return meanwhile();
    };

    /// <summary>The demo's app, connected by its first refresh token.</summary>
    public Task<JsonNode> Connected() => Ok("PUT", AppPath, Body(RotatingTokens.FirstRefreshToken));

    public async Task<HttpResponseMessage> OpenConnectPage(string query) => await Gateway.Http.GetAsync("/concur/connect?" + query);
}

/// <summary>A response of the REST API.</summary>
public sealed record RestResponse(HttpStatusCode Status, string Text, string? Tag)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string? this[string name] => (string?)Json[name];
}
