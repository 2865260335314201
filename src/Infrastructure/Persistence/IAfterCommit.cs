namespace GroundTransport.Infrastructure.Persistence;

/// <summary>Is called after each commit of this node, so that catalog and delivery don't wait for their next scheduled run.</summary>
public interface IAfterCommit
{
    /// <summary>A failure only causes a delay: the next scheduled run does the same work.</summary>
    /// <param name="written">The types of the rows that were added, changed or deleted.</param>
    Task Committed(IReadOnlySet<Type> written);
}
