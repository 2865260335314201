using GroundTransport.Application.Callers;

namespace GroundTransport.Application.Pipeline;

/// <summary>A write that the audit trail records if it succeeds and changes something.</summary>
/// <typeparam name="TResponse">The write's outcome.</typeparam>
public interface IAudited<in TResponse>
{
    Operator By { get; }

    /// <param name="response">A success.</param>
    AuditedChange Describe(TResponse response);
}

/// <summary>What was changed.</summary>
/// <param name="VendorCodes">The vendors that it concerns; null: all. Of a Concur app those of its direct connect.</param>
public sealed record AuditedChange(
    AuditAction Action, AuditSubject Subject, string Id, string Name, IReadOnlyList<string>? VendorCodes, string Detail = "");

/// <summary>What an administrator did.</summary>
public enum AuditAction
{
    Created,
    Changed,
    Rotated,
    Authorized,
    Deleted,
}

/// <summary>What it was done to.</summary>
public enum AuditSubject
{
    Vendor,
    RatePlan,
    Pricing,
    DirectConnect,
    ConcurApp,
    ApiKey,
    Webhook,
    PendingConnection,
    Receipt,
}

/// <summary>Writes the audit trail.</summary>
public interface IAuditRecorder
{
    /// <summary>Adds an entry to the write's transaction, unless the write changes nothing.</summary>
    Task Record(Operator by, AuditedChange change, CancellationToken ct);
}
