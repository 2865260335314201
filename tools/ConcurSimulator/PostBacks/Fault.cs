using System.Globalization;

namespace ConcurSimulator.PostBacks;

/// <summary>How a fault looks from the gateway's side.</summary>
public enum FaultKind
{
    /// <summary>An HTTP status of 400 and above, with Concur's error body.</summary>
    Status,

    /// <summary>No answer while the gateway waits.</summary>
    Timeout,

    /// <summary>The connection is cut in the middle of the answer.</summary>
    Reset,

    /// <summary>200 with an Error instead of a Success.</summary>
    Error,

    /// <summary>200 with a web page.</summary>
    Html,

    /// <summary>302 to the maintenance page.</summary>
    Redirect,

    /// <summary>A success that takes its time, byte by byte.</summary>
    Slow,
}

/// <summary>One fault of a script.</summary>
/// <param name="Share">Of all messages, 0 to 1.</param>
/// <param name="Lasting">How long a timeout or a slow answer lasts; the Retry-After of a status.</param>
public sealed record Fault(FaultKind Kind, int Status, double Share, TimeSpan? Lasting)
{
    /// <summary>As the script writes it: <c>503</c>, <c>timeout</c>.</summary>
    public string Name => Kind == FaultKind.Status ? Status.ToString(CultureInfo.InvariantCulture) : NameOf(Kind);

    internal static string NameOf(FaultKind kind) => kind.ToString().ToLowerInvariant();
}
