using System.Collections.Concurrent;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.WireLog;
using GroundTransport.Infrastructure.ConcurClient.PostBacks;
using GroundTransport.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Tests.ConcurClient.PostBacks;

/// <summary>The client as the product registers it.</summary>
internal static class PostBackClient
{
    public const string Token = "token-of-the-test";

    public static PostBackSettings For(Uri url) => new() { Url = url, Token = Token, Timeout = TimeSpan.FromSeconds(30) };

    public static PostBack Row { get; } = new()
    {
        ReservationId = TestReservations.Id,
        Seq = 4,
        StateSeq = 4,
        Status = "RA",
        DirectConnectId = TestReservations.Connection,
        VendorCode = "LML",
        Payload = "<CC_LimoPostBackRequest><LastName>Müller</LastName></CC_LimoPostBackRequest>",
        CorrelationId = "concur-call-1",
        CreatedAt = TestClock.Now,
    };

    public static async Task<PostBackAnswer> Send(
        PostBackSettings settings, CancellationToken ct, RecordedLog? log = null, int times = 1, IAccessTokenProvider? tokens = null)
    {
        await using var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(log ?? new RecordedLog()))
            .AddSingleton<TimeProvider>(new FakeClock(TestClock.Now))
            .AddSingleton(settings)
            .AddSingleton<IWireLog>(new NoWireLog())
            .AddSingleton(tokens ?? new ScriptedTokens(new AccessToken.NoApp()))
            .AddPostBackDelivery()
            .BuildServiceProvider();
        var client = services.GetRequiredService<IConcurPostBackClient>();
        for (var time = 1; time < times; time++)
            await client.Send(Row, "123456789-4-1", ct);
        return await client.Send(Row, "123456789-4-2", ct);
    }
}

/// <summary>Records nothing.</summary>
internal sealed class NoWireLog : IWireLog
{
    public bool ShouldRecord(ExchangeKind kind, ExchangeOutcome outcome, string directConnectId, string why) => false;

    public void Record(Exchange exchange)
    {
    }
}

/// <summary>Returns these tokens, one per call, and records the rejected ones it was given.</summary>
internal sealed class ScriptedTokens(params AccessToken[] answers) : IAccessTokenProvider
{
    public ConcurrentQueue<string> Refused { get; } = new();

    public Task<AccessToken> Get(string directConnectId, string refused, CancellationToken ct)
    {
        Refused.Enqueue(refused);
        return Task.FromResult(answers[Math.Min(Refused.Count, answers.Length) - 1]);
    }
}

/// <summary>Every line that was logged.</summary>
internal sealed class RecordedLog : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?,
        string> formatter) =>
        Lines.Enqueue($"{logLevel}: {formatter(state, exception)}");

    public void Dispose()
    {
    }
}
