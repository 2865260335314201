using System.Globalization;
using GroundTransport.Api.Console.Forms;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Hosting;
using GroundTransport.Application;
using GroundTransport.Application.Administration.ApiKeys;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.Paging;
using MediatR;

namespace GroundTransport.Api.Console.Settings;

/// <summary>API keys: made with an expiry, and deleted.</summary>
internal static class KeysEndpoints
{
    public const string Section = "keys", CreateForm = "create", DeleteForm = "delete";

    public static void MapKeys(this RouteGroupBuilder settings)
    {
        settings.MapGet(Section, (HttpContext context, IMediator mediator, CancellationToken ct) =>
            Show(context, mediator, FormState.New, null, ct));
        settings.MapPost(Section, Create);
        settings.MapPost(Section + "/{id}/delete", Delete);
    }

    private static async Task<IResult> Create(HttpContext context, IMediator mediator, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var by = SettingsEndpoints.Once(context, form);
        var role = form.Text("role") is { } word ? EnumWords.Parse<Role>(word) : null;
        var created = await mediator.Send(
            new CreateApiKey(by, form.Text("name"), role, SettingsEndpoints.VendorCodes(form)) { ExpiresAt = ExpiryOf(form) }, ct);
        return created.Refusal is { } refusal
            ? await Show(context, mediator, new FormState(CreateForm, form, refusal), null, ct)
            : await Show(context, mediator, FormState.New, created.Value, ct);
    }

    private static async Task<IResult> Delete(HttpContext context, IMediator mediator, Notices notices, string id, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var deleted = await mediator.Send(new DeleteApiKey(RestConventions.Caller(context), id), ct);
        return deleted.Refusal is { } refusal
            ? await Show(context, mediator, new FormState(DeleteForm, form, refusal), null, ct)
            : SettingsEndpoints.Done(
                context, notices, Section, $"Key {deleted.Value.Name} is deleted, and whoever was signed in with it is signed out.");
    }

    /// <summary>The end of the day that was chosen, in UTC.</summary>
    private static DateTimeOffset? ExpiryOf(PostedForm form) =>
        DateOnly.TryParseExact(form.Text("expires"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            : null;

    private static async Task<IResult> Show(
        HttpContext context, IMediator mediator, FormState form, IssuedApiKey? issued, CancellationToken ct)
    {
        var keys = (await mediator.Send(new ListApiKeys(RestConventions.Caller(context), Cursor.LongestPage, null), ct))
            .Match<IReadOnlyList<ApiKey>>(page => page.Items, _ => []);
        var vendors = await SettingsEndpoints.Vendors(context, mediator, ct);
        return Page.Show<KeysPage, KeysModel>(new KeysModel(keys, vendors, form, issued), form.Status);
    }
}
