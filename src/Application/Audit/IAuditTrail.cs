using GroundTransport.Application.Paging;
using GroundTransport.Application.Pipeline;

namespace GroundTransport.Application.Audit;

/// <summary>The audit trail in the database.</summary>
public interface IAuditTrail
{
    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<AuditEntry>> List(AuditFilter filter, ListPosition? after, int limit, CancellationToken ct);
}

/// <summary>Which entries; null: all.</summary>
public sealed record AuditFilter(
    AuditSubject? Subject, string? SubjectId, AuditAction? Action, string? KeyId, DateTimeOffset? From, DateTimeOffset? To);
