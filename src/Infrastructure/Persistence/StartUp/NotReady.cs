using System.Data.Common;

namespace GroundTransport.Infrastructure.Persistence.StartUp;

/// <summary>Why the gateway can't serve requests yet.</summary>
/// <param name="Reason">A sentence for the operator.</param>
/// <param name="IsTemporary">
/// Whether waiting may help: another node, or the operator who migrates a shared database, may resolve it.
/// </param>
/// <param name="ToRun">A statement that makes it ready; null if there is none. It tells nothing about the installation.</param>
public sealed record NotReady(string Reason, bool IsTemporary, string? ToRun = null)
{
    /// <summary>The driver's own words for why the database can't be used; null if the failure has another cause.</summary>
    internal static NotReady? Because(Exception failure, Dialect dialect)
    {
        // What an exception of the driver contains is about the socket, and may read "Success".
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException or TimeoutException || dialect.IsPoolExhausted(cause))
                return new NotReady($"The database can't be used: {cause.Message}", true);
        }
        return null;
    }
}
