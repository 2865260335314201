namespace GroundTransport.Infrastructure.Persistence;

/// <summary>Runs after each commit of this node: the catalog and the delivery act at once instead of at their next tick.</summary>
public interface IAfterCommit
{
    /// <summary>A failure costs only time: the next tick does the same work.</summary>
    /// <param name="written">The types of the rows that were added, changed or deleted.</param>
    Task Committed(IReadOnlySet<Type> written);
}
