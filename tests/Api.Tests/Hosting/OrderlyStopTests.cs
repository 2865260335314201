using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.TestKit.Databases;
using GroundTransport.TestKit.Gateways;
using GroundTransport.TestKit.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace GroundTransport.Api.Tests.Hosting;

/// <summary>A stop in the middle of the work is no error.</summary>
[DatabaseIndependent]
public sealed class OrderlyStopTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("orderly-stop-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Stop_under_load_with_deliveries_under_way_logs_no_error(DatabaseProvider database)
    {
        var whyNot = database == DatabaseProvider.PostgreSql ? SharedPostgreSql.SkipReason : null;
        Assert.SkipWhen(whyNot is not null, whyNot ?? "");
        await using var concur = await SilentServer.Start();
        await using var webhook = await SilentServer.Start();
        var settings = new Dictionary<string, string>(GatewayProcess.Development)
        {
            // Deliveries are under way: Concur and the webhook have the message, and don't answer.
            ["GroundTransport__Outgoing__AllowedHosts__0"] = new Uri(webhook.Url).Authority,
            ["GroundTransport__Concur__PostBackUrl"] = concur.Url,
            ["GroundTransport__Concur__PostBackToken"] = "token",
            ["GroundTransport__Concur__RetryAfter"] = "00:00:00.2",
        };
        if (database == DatabaseProvider.PostgreSql)
            await UsePostgreSql(settings);
        using var gateway = new GatewayProcess(directory, settings);
        using var http = await gateway.Client();
        await gateway.WaitUntilReady();
        await GatewayClient.Dispatch(http, HttpMethod.Post, "/webhooks", $$"""{ "url": "{{webhook.Url}}" }""");
        for (var i = 0; i < 4; i++)
        {
            var sold = await GatewayClient.Book(http, 2 + i);
            await GatewayClient.Dispatch(http, HttpMethod.Post, $"/reservations/{sold["ReservationID"]}/accept");
        }
        await Task.WhenAll(concur.Received, webhook.Received);
        var cursor = (string)JsonNode.Parse(await GatewayClient.Dispatch(http, HttpMethod.Get, "/events"))!["next"]!;
        using var sales = new SemaphoreSlim(0);
        var callers = Enumerable.Range(0, 5).Select(_ => Wait(http, $"/api/v1/events?wait=30&after={cursor}"))
            .Concat(Enumerable.Range(0, 3).Select(_ => Wait(http, $"/api/v1/events/stream?after={cursor}")))
            .Concat(Enumerable.Range(0, 4).Select(_ => SearchUntilTheEnd(http)))
            .Concat(Enumerable.Range(0, 8).Select(caller => SellUntilTheEnd(http, caller, sales))).ToList();
        for (var sold = 0; sold < 40; sold++)
            await sales.WaitAsync(TestContext.Current.CancellationToken);

        gateway.Terminate();

        Assert.Equal(0, await gateway.Exit());
        await Task.WhenAll(callers);
        Assert.DoesNotContain("\"LogLevel\":\"Error\"", gateway.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"LogLevel\":\"Critical\"", gateway.Output, StringComparison.Ordinal);
    }

    private static async Task UsePostgreSql(Dictionary<string, string> settings)
    {
        settings["GroundTransport__Database__Provider"] = nameof(DatabaseProvider.PostgreSql);
        settings["GroundTransport__ConnectionStrings__Gateway"] = new NpgsqlConnectionStringBuilder(SharedPostgreSql.ConnectionString)
        {
            Database = $"gateway_{Guid.NewGuid():N}",
            MaxPoolSize = 20,
        }.ConnectionString;
        await GatewayDatabase.MigratePostgreSql(settings["GroundTransport__ConnectionStrings__Gateway"]);
    }

    private static async Task Wait(HttpClient http, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", GatewayClient.AdminKey);
        await Quietly(async () => (await http.SendAsync(request)).Dispose());
    }

    private static Task SellUntilTheEnd(HttpClient http, int caller, SemaphoreSlim sold) => Quietly(async () =>
    {
        for (var ride = 0; ; ride++)
        {
            var reply = await GatewayClient.Book(http, 10 + (caller * 10) + (ride % 10));
            if (reply["ReservationID"] is { Length: > 0 } id)
                await GatewayClient.Dispatch(http, HttpMethod.Post, $"/reservations/{id}/accept");
            sold.Release();
        }
    });

    private static Task SearchUntilTheEnd(HttpClient http) => Quietly(async () =>
    {
        while (true)
            await GatewayClient.Send(http, GatewayClient.Search());
    });

    /// <summary>A client whose gateway has stopped has no connection.</summary>
    private static async Task Quietly(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (HttpRequestException)
        {
            // The gateway has stopped.
        }
    }

    /// <summary>Receives deliveries and answers none.</summary>
    private sealed class SilentServer : IAsyncDisposable
    {
        private readonly TaskCompletionSource received = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private WebApplication server = null!;

        public string Url { get; } = $"http://127.0.0.1:{LoopbackPort.Free()}";

        public Task Received => received.Task.WaitAsync(TimeSpan.FromSeconds(20));

        public static async Task<SilentServer> Start()
        {
            var silent = new SilentServer();
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            silent.server = builder.Build();
            silent.server.Urls.Add(silent.Url);
            silent.server.Run(async context =>
            {
                silent.received.TrySetResult();
                await silent.end.Task;
                context.Response.StatusCode = 503;
            });
            await silent.server.StartAsync();
            return silent;
        }

        public async ValueTask DisposeAsync()
        {
            end.SetResult();
            await server.DisposeAsync();
        }
    }
}
