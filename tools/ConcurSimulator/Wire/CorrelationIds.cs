namespace ConcurSimulator.Wire;

/// <summary>The header by which a call is found in the logs of both sides.</summary>
internal static class CorrelationIds
{
    public const string Header = "concur-correlationid";

    /// <summary>Gives the response an id of Concur's own, which a support case must name.</summary>
    public static void Assign(HttpContext context) => context.Response.Headers[Header] = Guid.NewGuid().ToString();
}
