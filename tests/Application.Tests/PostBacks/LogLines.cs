using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Application.Tests.PostBacks;

/// <summary>Keeps what was logged, each line with its scope.</summary>
internal sealed class LogLines<T> : ILogger<T>
{
    private readonly AsyncLocal<IReadOnlyDictionary<string, object>?> scope = new();

    public ConcurrentQueue<(LogLevel Level, string Text, IReadOnlyDictionary<string, object> Scope)> Lines { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        scope.Value = (IReadOnlyDictionary<string, object>)(object)state;
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue((logLevel, formatter(state, exception), scope.Value ?? new Dictionary<string, object>()));
}
