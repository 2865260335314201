using GroundTransport.Application.Pipeline;

namespace GroundTransport.Application.Audit;

/// <summary>One entry of the audit trail, stored in the transaction of the change; never changed, never deleted.</summary>
/// <param name="SubjectId">Its id or code.</param>
/// <param name="Name">Its name at that time.</param>
/// <param name="VendorCodes">The vendors that it concerns; null: all.</param>
/// <param name="Detail">What more there is to say, such as "version 3"; empty: nothing.</param>
/// <param name="KeyId">The API key that did it.</param>
/// <param name="KeyName">The key's name at that time.</param>
/// <param name="Address">The IP address that it came from; empty: unknown.</param>
public sealed record AuditEntry(
    DateTimeOffset At, AuditAction Action, AuditSubject Subject, string SubjectId, string Name, IReadOnlyList<string>? VendorCodes,
    string Detail, string KeyId, string KeyName, string Address, string CorrelationId)
{
    /// <summary>The order in which entries were stored.</summary>
    public long Id { get; init; }
}
