namespace GroundTransport.Infrastructure.Persistence;

/// <summary>Which write goes first on a database that has one writer.</summary>
public enum WritePriority
{
    /// <summary>Nobody waits for it: an outbox, a log. It waits a moment for requests, so that under load its batches grow.</summary>
    Background,

    /// <summary>A caller waits for its answer.</summary>
    Request,
}
