namespace ConcurSimulator.PostBacks;

/// <summary>Each answer has Concur's own id, which a support case must name.</summary>
internal static class CorrelationIds
{
    public const string Header = "concur-correlationid";

    public static void Add(HttpContext context) => context.Response.Headers[Header] = Guid.NewGuid().ToString();
}
