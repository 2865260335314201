using AutoMapper;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application.Administration.ReadModels;
using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using GroundTransport.Domain.Vendors;
using MediatR;
using static GroundTransport.Api.Hosting.RestConventions;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>Vendors: the companies whose rides are sold.</summary>
public static class VendorEndpoints
{
    public static void MapVendors(this RouteGroupBuilder api)
    {
        var vendors = api.MapGroup("/vendors").WithTags("Vendors");
        vendors.MapGet("", List).RequireAuthorization(nameof(Role.Read))
            .WithDocumentation<Page<VendorModel>>("listVendors", "List vendors", "The vendors that the caller's key may see, by code.");
        vendors.MapPost("", Create).RequireAuthorization(nameof(Role.Admin))
            .WithDocumentation<VendorModel>("createVendor", "Create a vendor", "A company whose rides are sold.", 201)
            .WithRequestExample(Examples.Vendor).WithResponseExample(Examples.VendorAnswer);
        vendors.MapGet("{code}", Get).RequireAuthorization(nameof(Role.Read))
            .WithDocumentation<VendorModel>("getVendor", "Get a vendor", "The vendor and how its requests are decided.")
            .WithResponseExample(Examples.VendorAnswer);
        vendors.MapPut("{code}", Put).RequireAuthorization(nameof(Role.Admin))
            .WithDocumentation<VendorModel>("replaceVendor", "Replace a vendor", "Replaces all its fields; code and currency stay.")
            .AcceptsIfMatch().WithRequestExample(Examples.Vendor).WithResponseExample(Examples.VendorAnswer);
        vendors.MapDelete("{code}", Delete).RequireAuthorization(nameof(Role.Admin))
            .WithDocumentation("deleteVendor", "Delete a vendor", "Only one that nothing depends on can be deleted.")
            .Produces(204).AcceptsIfMatch();
    }

    private static async Task<IResult> List(
        HttpContext context, IMediator mediator, IMapper mapper, int? limit, string? cursor, CancellationToken ct) =>
        (await mediator.Send(new ListVendors(Caller(context), limit ?? 50, cursor), ct)).Match(
            page => Results.Ok(new Page<VendorModel>([.. page.Items.Select(mapper.Map<VendorModel>)], page.Next)),
            refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Create(
        HttpContext context, IMediator mediator, IMapper mapper, VendorInput body, CancellationToken ct) =>
        Respond(context, mapper, await mediator.Send(new CreateVendor(Caller(context), body), ct), created: true);

    private static async Task<IResult> Get(HttpContext context, IMediator mediator, IMapper mapper, string code, CancellationToken ct) =>
        Respond(context, mapper, await mediator.Send(new GetVendor(Caller(context), code), ct));

    private static async Task<IResult> Put(
        HttpContext context, IMediator mediator, IMapper mapper, string code, VendorInput body, CancellationToken ct) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : Respond(context, mapper, await mediator.Send(new ChangeVendor(Caller(context), code, body, seen.Value), ct));

    private static async Task<IResult> Delete(HttpContext context, IMediator mediator, string code, CancellationToken ct) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : (await mediator.Send(new DeleteVendor(Caller(context), code, seen.Value), ct)).Match(
                _ => Results.NoContent(), refusal => Problems.Result(context, refusal));

    private static IResult Respond(HttpContext context, IMapper mapper, Outcome<Vendor> outcome, bool created = false) => outcome.Match(
        vendor =>
        {
            SetETag(context, vendor.Version);
            var model = mapper.Map<VendorModel>(vendor);
            return created ? Results.Created($"/api/v1/vendors/{vendor.Code}", model) : Results.Ok(model);
        },
        refusal => Problems.Result(context, refusal));
}
