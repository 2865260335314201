using GroundTransport.Domain;
using static GroundTransport.Domain.RefusalKind;

namespace GroundTransport.Infrastructure.ConcurWire.Codes;

/// <summary>The ErrorCode of each kind of refusal, by message. Total, and only codes that Concur lists for that message.</summary>
internal static class ErrorCodes
{
    public static int OfSearch(RefusalKind kind) => kind switch
    {
        Location => 100,
        Time => 200,
        Credentials => 400,
        Unavailable => 500,
        Failure => 900,
        _ => 300,
    };

    public static int OfSellAndUpdate(RefusalKind kind) => kind == Payment ? 600 : OfSearch(kind);

    public static int OfDetail(RefusalKind kind) => kind switch { Credentials => 400, Failure => 900, _ => 700 };

    public static int OfCancel(RefusalKind kind) => kind switch { Credentials => 400, Failure => 900, _ => 800 };

    /// <summary>For the bare Error block, which belongs to no message.</summary>
    public static int OfNoMessage(RefusalKind kind) => kind switch { Credentials => 400, Failure => 900, _ => 300 };
}
