using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Api.Tests.Gateway;

/// <summary>Every log line with its scopes and its exception, as text to search.</summary>
public sealed class CapturedLog : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Line(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
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
        }
    }
}
