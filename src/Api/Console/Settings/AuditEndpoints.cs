using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Hosting;
using GroundTransport.Application;
using GroundTransport.Application.Audit;
using GroundTransport.Application.Pipeline;
using MediatR;

namespace GroundTransport.Api.Console.Settings;

/// <summary>The audit trail.</summary>
internal static class AuditEndpoints
{
    public const string Section = "audit";
    private const int PageSize = 100;

    public static void MapAudit(this RouteGroupBuilder settings) => settings.MapGet(Section, Show);

    private static async Task<IResult> Show(
        HttpContext context, IMediator mediator, string? subject, string? action, string? cursor, CancellationToken ct)
    {
        var filter = new AuditFilter(
            subject is null ? null : EnumWords.Parse<AuditSubject>(subject), null,
            action is null ? null : EnumWords.Parse<AuditAction>(action), null, null, null);
        var page = await mediator.Send(new ListAudit(RestConventions.Caller(context), filter, PageSize, cursor), ct);
        return page.Refusal is { } refusal
            ? SettingsEndpoints.Refuse(context, refusal)
            : Page.Show<AuditPage, AuditModel>(new AuditModel(page.Value, filter));
    }
}
