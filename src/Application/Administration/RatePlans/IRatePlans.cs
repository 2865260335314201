namespace GroundTransport.Application.Administration.RatePlans;

/// <summary>The versions of the vendors' rate plans in the database.</summary>
public interface IRatePlans
{
    Task<RatePlanVersion?> Find(string code, int version, CancellationToken ct);

    /// <summary>Those below a version, newest first.</summary>
    Task<IReadOnlyList<RatePlanLine>> List(string code, int below, int limit, CancellationToken ct);

    /// <summary>Adds a version, and the fleet rows on which the capacity of its vehicles is counted.</summary>
    Task Add(RatePlanVersion plan, IReadOnlyList<string> vehicleIds, CancellationToken ct);
}
