using System.Globalization;

namespace ConcurSimulator.PostBacks;

/// <summary>What the gateway sees of a fault.</summary>
public enum FaultKind
{
    /// <summary>An HTTP status of 400 or above, with Concur's error body.</summary>
    Status,

    /// <summary>No response; the connection is closed in the end.</summary>
    Timeout,

    /// <summary>The connection is reset in the middle of the response.</summary>
    Reset,

    /// <summary>200 with an Error instead of a Success.</summary>
    Error,

    /// <summary>200 with an HTML page.</summary>
    Html,

    /// <summary>302 to a maintenance page.</summary>
    Redirect,

    /// <summary>A success that is sent slowly, in small chunks.</summary>
    Slow,
}

/// <summary>One fault of a script.</summary>
/// <param name="Share">The share of all messages that get this fault, 0 to 1.</param>
/// <param name="Duration">How long a timeout or a slow response lasts; for a status, its Retry-After.</param>
public sealed record Fault(FaultKind Kind, int Status, double Share, TimeSpan? Duration)
{
    /// <summary>As written in a script: <c>503</c>, <c>timeout</c>.</summary>
    public string Name => Kind == FaultKind.Status ? Status.ToString(CultureInfo.InvariantCulture) : NameOf(Kind);

    internal static string NameOf(FaultKind kind) => kind.ToString().ToLowerInvariant();
}
