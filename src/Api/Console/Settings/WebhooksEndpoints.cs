using GroundTransport.Api.Console.Forms;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Hosting;
using GroundTransport.Application.Paging;
using GroundTransport.Application.Webhooks;
using MediatR;

namespace GroundTransport.Api.Console.Settings;

/// <summary>Webhooks: made, changed, tested, switched off and on, their secrets rotated, deleted.</summary>
internal static class WebhooksEndpoints
{
    public const string Section = "webhooks", CreateForm = "create", ActionForm = "action";
    private const int DefaultOverlapHours = 24;

    public static void MapWebhooks(this RouteGroupBuilder settings)
    {
        settings.MapGet(Section, (HttpContext context, IMediator mediator, CancellationToken ct) =>
            Show(context, mediator, FormState.New, null, ct));
        settings.MapPost(Section, Create);
        settings.MapPost(Section + "/{id}/change", Change);
        settings.MapPost(Section + "/{id}/rotate", Rotate);
        settings.MapPost(Section + "/{id}/test", Test);
        settings.MapPost(Section + "/{id}/enabled", Switch);
        settings.MapPost(Section + "/{id}/delete", Delete);
    }

    private static async Task<IResult> Create(HttpContext context, IMediator mediator, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var created = await mediator.Send(new CreateWebhook(SettingsEndpoints.Once(context, form), InputOf(form)), ct);
        return created.Refusal is { } refusal
            ? await Show(context, mediator, new FormState(CreateForm, form, refusal), null, ct)
            : await Show(context, mediator, FormState.New, created.Value, ct);
    }

    private static async Task<IResult> Change(HttpContext context, IMediator mediator, Notices notices, string id, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var by = RestConventions.Caller(context);
        if (await mediator.Send(new GetWebhook(by, id), ct) is var found && found.IsRefused)
            return SettingsEndpoints.Refuse(context, found.Refusal);
        var input = InputOf(form) with { Enabled = found.Value.Enabled };
        var changed = await mediator.Send(new ChangeWebhook(by, id, input, form.Version), ct);
        return changed.Refusal is { } refusal
            ? await Show(context, mediator, new FormState($"change-{id}", form, refusal), null, ct)
            : SettingsEndpoints.Done(context, notices, Section, "The webhook is changed.");
    }

    private static async Task<IResult> Rotate(HttpContext context, IMediator mediator, string id, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var rotated = await mediator.Send(new RotateWebhookSecret(
            SettingsEndpoints.Once(context, form), id, form.Version, form.Number("overlapHours") ?? DefaultOverlapHours), ct);
        return rotated.Refusal is { } refusal
            ? await Show(context, mediator, new FormState(ActionForm, form, refusal), null, ct)
            : await Show(context, mediator, FormState.New, rotated.Value, ct);
    }

    private static async Task<IResult> Test(HttpContext context, IMediator mediator, Notices notices, string id, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var tested = await mediator.Send(new TestWebhook(RestConventions.Caller(context), id), ct);
        if (tested.Refusal is { } refusal)
            return await Show(context, mediator, new FormState(ActionForm, form, refusal), null, ct);
        notices.Keep(context, NoticeKind.Good, "A test event is on its way. Its answer is in this list.");
        return new SeeOther($"{ConsolePaths.Deliveries}/webhooks?webhook={Uri.EscapeDataString(id)}");
    }

    private static async Task<IResult> Switch(HttpContext context, IMediator mediator, Notices notices, string id, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var by = RestConventions.Caller(context);
        if (await mediator.Send(new GetWebhook(by, id), ct) is var found && found.IsRefused)
            return SettingsEndpoints.Refuse(context, found.Refusal);
        var (webhook, enabled) = (found.Value, form.Text("enabled") == "true");
        var input = new WebhookInput(webhook.Url, webhook.Description, webhook.Types, webhook.VendorCodes, enabled);
        var changed = await mediator.Send(new ChangeWebhook(by, id, input, form.Version), ct);
        return changed.Refusal is { } refusal
            ? await Show(context, mediator, new FormState(ActionForm, form, refusal), null, ct)
            : SettingsEndpoints.Done(context, notices, Section, enabled ? "The webhook is switched on." : "The webhook is switched off.");
    }

    private static async Task<IResult> Delete(HttpContext context, IMediator mediator, Notices notices, string id, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var deleted = await mediator.Send(new DeleteWebhook(RestConventions.Caller(context), id, form.Version), ct);
        return deleted.Refusal is { } refusal
            ? await Show(context, mediator, new FormState(ActionForm, form, refusal), null, ct)
            : SettingsEndpoints.Done(context, notices, Section, "The webhook is deleted.");
    }

    private static WebhookInput InputOf(PostedForm form) => new(
        form.Text("url"), form.Text("description"), form.All("types") is { Count: > 0 } types ? types : null,
        SettingsEndpoints.VendorCodes(form), null);

    private static async Task<IResult> Show(
        HttpContext context, IMediator mediator, FormState form, Webhook? issued, CancellationToken ct)
    {
        var webhooks = (await mediator.Send(new ListWebhooks(RestConventions.Caller(context), Cursor.LongestPage, null), ct))
            .Match<IReadOnlyList<Webhook>>(page => page.Items, _ => []);
        var vendors = await SettingsEndpoints.Vendors(context, mediator, ct);
        return Page.Show<WebhooksPage, WebhooksModel>(new WebhooksModel(webhooks, vendors, form, issued), form.Status);
    }
}
