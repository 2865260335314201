using GroundTransport.Domain;

namespace GroundTransport.Api.Console.Layout;

/// <summary>The HTTP status of a page that shows why an action wasn't done.</summary>
public static class RefusalStatus
{
    public static int Of(RefusalKind kind) => kind switch
    {
        RefusalKind.Stale or RefusalKind.NotInThisState or RefusalKind.Conflict => 409,
        RefusalKind.Unknown => 404,
        RefusalKind.Forbidden => 403,
        RefusalKind.Failure => 500,
        _ => 422,
    };
}
