using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Api.Tests.Gateway;

/// <summary>Every log line with its scopes and its exception, as text to search.</summary>
public sealed class CapturedLog : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentBag<Wait> waits = [];
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>The first line that meets a condition, once it is there.</summary>
    public Task<string> Find(Func<string, bool> condition)
    {
        var wait = new Wait(condition);
        waits.Add(wait);
        foreach (var line in Lines)
            wait.Offer(line);
        return wait.Found.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public ILogger CreateLogger(string categoryName) => new Line(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed record Wait(Func<string, bool> Condition)
    {
        public TaskCompletionSource<string> Found { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Offer(string line)
        {
            if (Condition(line))
                Found.TrySetResult(line);
        }
    }

    private sealed class Line(CapturedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?,
            string> formatter)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{logLevel} {category} {formatter(state, exception)} {exception}");
            log.scopes.ForEachScope((scope, _) => text += scope is IEnumerable<KeyValuePair<string, object>> pairs
                ? " " + string.Join(' ', pairs.Select(pair => $"{pair.Key}={pair.Value}"))
                : $" {scope}", 0);
            log.Lines.Enqueue(text);
            foreach (var wait in log.waits)
                wait.Offer(text);
        }
    }
}
