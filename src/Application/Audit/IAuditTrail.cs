using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;

namespace GroundTransport.Application.Audit;

/// <summary>The audit trail in the database.</summary>
public interface IAuditTrail
{
    /// <summary>Adds an entry to the write's transaction, unless the write changes nothing.</summary>
    Task Record(Operator by, AuditedChange change, CancellationToken ct);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<AuditEntry>> List(AuditFilter filter, ListPosition? after, int limit, CancellationToken ct);
}

/// <summary>Which entries; null: all.</summary>
public sealed record AuditFilter(
    AuditSubject? Subject, string? SubjectId, AuditAction? Action, string? KeyId, DateTimeOffset? From, DateTimeOffset? To);
