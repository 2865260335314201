using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace GroundTransport.Infrastructure.Persistence.SqlServer;

/// <summary>
/// Retries as EF Core does, and also after a broken connection on Linux, where the driver reports no number, only a class. Looks
/// for the commit after a timeout too.
/// </summary>
internal sealed class SqlServerRetryStrategy(ExecutionStrategyDependencies dependencies, int maxRetries, TimeSpan maxDelay)
    : SqlServerRetryingExecutionStrategy(dependencies, maxRetries, maxDelay, ServerAwayErrors)
{
    /// <summary>From this class on, an error ends the connection.</summary>
    private const byte FatalClass = 20;

    /// <summary>The errors of a server or database that restarts or fails over.</summary>
    private static readonly int[] ServerAwayErrors =
    [
        596, // the session was killed
        922, // the database is recovering
        976, // the replica isn't readable
        983, // the replica is changing its role
        6005, // the server is shutting down
        17142, // the server is paused
    ];

    protected override bool ShouldRetryOn(Exception exception) => exception is SqlException { Class: >= FatalClass }
        || base.ShouldRetryOn(exception);

    // A timeout isn't retried: it has already waited for half a minute, perhaps for a lock, and would do so again. But if the
    // connection was dead, the commit may have succeeded.
    protected override bool ShouldVerifySuccessOn(Exception exception) => SqlServerDialect.HasTimedOut(exception)
        || base.ShouldVerifySuccessOn(exception);
}
