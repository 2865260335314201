using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Audit;

/// <summary>Lists the audit trail, newest first. A key that is bound to vendors sees what concerns no other vendor.</summary>
public sealed record ListAudit(Operator By, AuditFilter Filter, int Limit, string? After) : IRequest<Outcome<Page<AuditEntry>>>;

/// <summary>Validates the page.</summary>
public sealed class ListAuditValidator : AbstractValidator<ListAudit>
{
    public ListAuditValidator()
    {
        RuleFor(list => list.Limit).PageLimit();
        RuleFor(list => list.After).PageCursor(Cursor.Read);
    }
}

/// <inheritdoc cref="ListAudit"/>
public sealed class ListAuditHandler(IAuditTrail trail) : IRequestHandler<ListAudit, Outcome<Page<AuditEntry>>>
{
    private const int BatchSize = 200;

    public async Task<Outcome<Page<AuditEntry>>> Handle(ListAudit request, CancellationToken cancellationToken)
    {
        var after = request.After is { } cursor ? Cursor.Read(cursor) : null;
        var visible = new List<AuditEntry>();
        IReadOnlyList<AuditEntry> batch;
        // The vendors of an entry are one column of text: whether a key sees them all is decided here.
        do
        {
            batch = await trail.List(request.Filter, after, BatchSize, cancellationToken);
            visible.AddRange(batch.Where(entry => request.By.SeesAll(entry.VendorCodes)));
            after = batch is [.., var last] ? new ListPosition(last.At.ToUnixTimeMilliseconds(), last.Id) : after;
        }
        while (visible.Count <= request.Limit && batch.Count == BatchSize);
        return Cursor.Page(visible, request.Limit, entry => Cursor.Of(entry.At, entry.Id));
    }
}
