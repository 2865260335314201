using GroundTransport.Api.Console.Forms;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Hosting;
using GroundTransport.Application;
using GroundTransport.Application.Administration.Pricing;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Api.Console.Settings;

/// <summary>What prices a vendor's rides: chosen, and its secret rotated.</summary>
internal static class VendorPricingEndpoints
{
    public const string PricingForm = "pricing", RotateForm = "rotate";
    private const int DefaultOverlapHours = 24;

    public static void MapVendorPricing(this RouteGroupBuilder settings)
    {
        var pricing = settings.MapGroup(VendorsEndpoints.Section + "/{code}/pricing");
        pricing.MapGet("", (HttpContext context, IMediator mediator, string code, CancellationToken ct) =>
            Show(context, mediator, code, FormState.New, null, ct));
        pricing.MapPost("", Put);
        pricing.MapPost("rotate", Rotate);
    }

    public static string PathOf(string code) => $"{SettingsEndpoints.PathOf(VendorsEndpoints.Section)}/{code}/pricing";

    private static async Task<IResult> Put(HttpContext context, IMediator mediator, Notices notices, string code, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var mode = form.Text("mode") is { } word ? EnumWords.Parse<PricingMode>(word) : null;
        var input = mode == PricingMode.Plan
            ? new PricingInput(mode, null, null, null, null)
            : new PricingInput(
                mode, form.Text("url"), form.Number("timeoutMs"),
                form.Text("onFailure") is { } fallback ? EnumWords.Parse<PricingFallback>(fallback) : null, form.Has("confirm"));
        var put = await mediator.Send(new PutPricing(RestConventions.Caller(context), code, input, form.Version), ct);
        if (put.Refusal is { } refusal)
            return await Show(context, mediator, code, new FormState(PricingForm, form, refusal), null, ct);
        if (put.Value.NewSecret is not null)
            return await Show(context, mediator, code, FormState.New, put.Value, ct);
        notices.Keep(
            context, NoticeKind.Good, mode == PricingMode.Plan ? "The rate plan prices the rides." : "The pricing service is changed.");
        return new SeeOther(PathOf(code));
    }

    private static async Task<IResult> Rotate(HttpContext context, IMediator mediator, string code, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var rotated = await mediator.Send(new RotatePricingSecret(
            SettingsEndpoints.Once(context, form), code, form.Version, form.Number("overlapHours") ?? DefaultOverlapHours), ct);
        return rotated.Refusal is { } refusal
            ? await Show(context, mediator, code, new FormState(RotateForm, form, refusal), null, ct)
            : await Show(context, mediator, code, FormState.New, rotated.Value, ct);
    }

    private static async Task<IResult> Show(
        HttpContext context, IMediator mediator, string code, FormState form, VendorPricing? issued, CancellationToken ct)
    {
        var found = await mediator.Send(new GetPricing(RestConventions.Caller(context), code), ct);
        return found.Refusal is { } refusal
            ? SettingsEndpoints.Refuse(context, refusal)
            : Page.Show<VendorPricingPage, VendorPricingModel>(new VendorPricingModel(found.Value, form, issued?.NewSecret), form.Status);
    }
}
