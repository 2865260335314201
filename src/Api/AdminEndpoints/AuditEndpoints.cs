using System.ComponentModel;
using System.Globalization;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application.Audit;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;
using GroundTransport.Application.Pipeline;
using MediatR;
using static GroundTransport.Api.Hosting.RestConventions;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>The audit trail: who administered what.</summary>
public static class AuditEndpoints
{
    public static void MapAudit(this RouteGroupBuilder api) =>
        api.MapGet("/audit", List).WithTags("Audit").RequireAuthorization(nameof(Role.Admin))
            .WithDocumentation<Page<AuditLine>>(
                "listAudit", "List the audit trail",
                "Who created, changed, rotated or deleted which vendor, rate plan, direct connect, Concur app, API key or webhook, and "
                + "from where, newest first. A key that is bound to vendors sees what concerns no other vendor.");

    private static async Task<IResult> List(
        HttpContext context, IMediator mediator,
        [EnumWords<AuditSubject>, Description("Only what was done to this kind of thing.")] string? subject,
        [Description("Only what was done to the one with this id or code.")] string? subjectId,
        [EnumWords<AuditAction>, Description("Only this action.")] string? action,
        [Description("Only what was done with this API key, by its id.")] string? key,
        [Description("Only entries at or after this time.")] DateTimeOffset? from,
        [Description("Only entries before this time.")] DateTimeOffset? to, int? limit, string? cursor, CancellationToken ct)
    {
        if (ParseEnum<AuditSubject>("subject", subject) is var subjects && subjects.IsRefused)
            return Problems.Result(context, subjects.Refusal);
        if (ParseEnum<AuditAction>("action", action) is var actions && actions.IsRefused)
            return Problems.Result(context, actions.Refusal);
        var filter = new AuditFilter(subjects.Value, subjectId, actions.Value, key, from?.ToUniversalTime(), to?.ToUniversalTime());
        return (await mediator.Send(new ListAudit(Caller(context), filter, limit ?? 50, cursor), ct)).Match(
            page => Results.Ok(new Page<AuditLine>([.. page.Items.Select(AuditLine.Of)], page.Next)),
            refusal => Problems.Result(context, refusal));
    }

    /// <summary>One entry of the audit trail.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="At">When it was done.</param>
    /// <param name="Action">What was done.</param>
    /// <param name="Subject">What it was done to.</param>
    /// <param name="SubjectId">Its id or code.</param>
    /// <param name="Name">Its name at that time.</param>
    /// <param name="Vendors">The vendors that it concerns; null: all.</param>
    /// <param name="Detail">What more there is to say, such as version 3; empty: nothing.</param>
    /// <param name="Key">The id of the API key that did it.</param>
    /// <param name="KeyName">The name of that key at that time.</param>
    /// <param name="Address">The IP address that the call came from; empty: unknown.</param>
    /// <param name="CorrelationId">The correlation id of the call.</param>
    public sealed record AuditLine(
        string Id, DateTimeOffset At, AuditAction Action, AuditSubject Subject, string SubjectId, string Name,
        IReadOnlyList<string>? Vendors, string Detail, string Key, string KeyName, string Address, string CorrelationId)
    {
        public static AuditLine Of(AuditEntry entry) => new(
            entry.Id.ToString(CultureInfo.InvariantCulture), entry.At, entry.Action, entry.Subject, entry.SubjectId, entry.Name,
            entry.VendorCodes, entry.Detail, entry.KeyId, entry.KeyName, entry.Address, entry.CorrelationId);
    }
}
