namespace GroundTransport.Application.Administration.RatePlans;

/// <summary>The versions of the vendors' rate plans, in the database.</summary>
public interface IRatePlans
{
    Task<RatePlanVersion?> Find(string code, int version, CancellationToken ct);

    /// <summary>Newest first, those below a version.</summary>
    Task<IReadOnlyList<RatePlanLine>> List(string code, int below, int limit, CancellationToken ct);

    /// <summary>Adds a version, and the rows that capacity is counted under for its vehicles.</summary>
    Task Add(RatePlanVersion plan, IReadOnlyList<string> vehicleIds, CancellationToken ct);
}
