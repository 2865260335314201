using GroundTransport.Api.Console.Forms;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Console.Session;
using GroundTransport.Api.Hosting;
using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Api.Console.Settings;

/// <summary>What an admin sets up: a page for each kind of thing, and the audit trail.</summary>
public static class SettingsEndpoints
{
    public static void MapSettings(this RouteGroupBuilder pages)
    {
        var settings = pages.MapGroup("settings").RequireRole(Role.Admin);
        settings.MapGet("", () => new SeeOther(PathOf("vendors")));
        settings.MapVendors();
        settings.MapVendorPricing();
        settings.MapConnections();
        settings.MapKeys();
        settings.MapWebhooks();
        settings.MapAudit();
    }

    internal static string PathOf(string section) => $"{ConsolePaths.Settings}/{section}";

    /// <summary>
    /// The caller of a form that creates something: sent again, by a reload or a second click, it creates nothing and shows no secret
    /// twice.
    /// </summary>
    internal static Operator Once(HttpContext context, PostedForm form) => form.Text("once") is { Length: <= 100 } key
        ? RestConventions.Caller(context) with { IdempotencyKey = new IdempotencyKey(key, context.Request.Path) }
        : RestConventions.Caller(context);

    /// <summary>Leads back to the page, with what happened.</summary>
    internal static SeeOther Done(HttpContext context, Notices notices, string section, string text)
    {
        notices.Keep(context, NoticeKind.Good, text);
        return new SeeOther(PathOf(section));
    }

    internal static async Task<IReadOnlyList<Vendor>> Vendors(HttpContext context, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ListVendors(RestConventions.Caller(context), Cursor.LongestPage, null), ct))
            .Match(page => page.Items, _ => []);

    /// <summary>The vendors that were ticked; none: all.</summary>
    internal static IReadOnlyList<string>? VendorCodes(PostedForm form) => form.All("vendorCodes") is { Count: > 0 } codes ? codes : null;

    internal static IResult Refuse(HttpContext context, Refusal refusal) =>
        ProblemPages.Result(context, refusal.Kind == RefusalKind.Unknown ? 404 : 400, refusal.Message.Render(FieldNames.Of));
}
