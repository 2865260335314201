using GroundTransport.Api.Console.Forms;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Hosting;
using GroundTransport.Application;
using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Domain.Decisions;
using MediatR;

namespace GroundTransport.Api.Console.Settings;

/// <summary>Vendors: made, changed, deleted.</summary>
internal static class VendorsEndpoints
{
    public const string Section = "vendors", VendorForm = "vendor", DeleteForm = "delete";

    public static void MapVendors(this RouteGroupBuilder settings)
    {
        settings.MapGet(Section, (HttpContext context, IMediator mediator, string? edit, CancellationToken ct) =>
            Show(context, mediator, FormState.New, edit, ct));
        settings.MapPost(Section, Create);
        settings.MapPost(Section + "/{code}", Change);
        settings.MapPost(Section + "/{code}/delete", Delete);
    }

    private static async Task<IResult> Create(HttpContext context, IMediator mediator, Notices notices, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var created = await mediator.Send(new CreateVendor(RestConventions.Caller(context), InputOf(form, form.Text("code"))), ct);
        return created.Refusal is { } refusal
            ? await Show(context, mediator, new FormState(VendorForm, form, refusal), null, ct)
            : SettingsEndpoints.Done(
                context, notices, Section, $"Vendor {created.Value.Code} is made. It sells nothing before its first rate plan.");
    }

    private static async Task<IResult> Change(HttpContext context, IMediator mediator, Notices notices, string code, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var changed = await mediator.Send(
            new ChangeVendor(RestConventions.Caller(context), code, InputOf(form, code), form.Version), ct);
        return changed.Refusal is { } refusal
            ? await Show(context, mediator, new FormState(VendorForm, form, refusal), code, ct)
            : SettingsEndpoints.Done(context, notices, Section, $"Vendor {code} is changed.");
    }

    private static async Task<IResult> Delete(HttpContext context, IMediator mediator, Notices notices, string code, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var deleted = await mediator.Send(new DeleteVendor(RestConventions.Caller(context), code, form.Version), ct);
        return deleted.Refusal is { } refusal
            ? await Show(context, mediator, new FormState(DeleteForm, form, refusal), null, ct)
            : SettingsEndpoints.Done(context, notices, Section, $"Vendor {code} is deleted.");
    }

    private static VendorInput InputOf(PostedForm form, string? code) => new(
        code, form.Text("name"), form.Text("phone"), form.Text("currency"), form.Text("timeZone"),
        new DecisionsInput(
            Word<DecisionMode>(form, "bookings"), Word<DecisionMode>(form, "changes"), Word<DecisionMode>(form, "cancellations"),
            form.Number("decideWithinMinutes"),
            form.Number("decideWithinMinutes") is null ? null : new OnTimeoutInput(
                Word<TimeoutChoice>(form, "onTimeoutBookings"), Word<TimeoutChoice>(form, "onTimeoutChanges"),
                Word<TimeoutChoice>(form, "onTimeoutCancellations"))),
        form.Number("closeAfterHours"), ReceiptForm.Read(form));

    private static T? Word<T>(PostedForm form, string name)
        where T : struct, Enum => form.Text(name) is { } word ? EnumWords.Parse<T>(word) : null;

    private static async Task<IResult> Show(HttpContext context, IMediator mediator, FormState form, string? edit, CancellationToken ct)
    {
        var vendors = await SettingsEndpoints.Vendors(context, mediator, ct);
        var edited = edit is null ? null : vendors.FirstOrDefault(vendor => vendor.Code == edit);
        return Page.Show<VendorsPage, VendorsModel>(new VendorsModel(vendors, edited, form), form.Status);
    }
}
