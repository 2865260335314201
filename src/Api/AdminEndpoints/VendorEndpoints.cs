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
using static GroundTransport.Api.Hosting.OperatorCalls;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>Vendors: whose rides are sold.</summary>
public static class VendorEndpoints
{
    public static void MapVendors(this RouteGroupBuilder api)
    {
        var vendors = api.MapGroup("/vendors").WithTags("Vendors");
        vendors.MapGet("", List).RequireAuthorization(nameof(Role.Read)).Describes<Page<VendorModel>>("The key's vendors, by code");
        vendors.MapPost("", Create).RequireAuthorization(nameof(Role.Admin)).Describes<VendorModel>("Make a vendor", 201).Takes(Examples.Vendor).Gives(Examples.VendorAnswer);
        vendors.MapGet("{code}", Get).RequireAuthorization(nameof(Role.Read)).Describes<VendorModel>("One vendor").Gives(Examples.VendorAnswer);
        vendors.MapPut("{code}", Change).RequireAuthorization(nameof(Role.Admin)).Describes<VendorModel>("Replace what a vendor says of itself").ComparesVersions().Takes(Examples.Vendor).Gives(Examples.VendorAnswer);
        vendors.MapDelete("{code}", Remove).RequireAuthorization(nameof(Role.Admin)).Describes("Remove a vendor that nothing depends on").Produces(204).ComparesVersions();
    }

    private static async Task<IResult> List(HttpContext context, IMediator mediator, IMapper mapper, int? limit, string? cursor, CancellationToken ct) =>
        (await mediator.Send(new ListVendors(Caller(context), limit ?? 50, cursor), ct)).Match(
            page => Results.Ok(new Page<VendorModel>([.. page.Items.Select(mapper.Map<VendorModel>)], page.Next)),
            refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Create(HttpContext context, IMediator mediator, IMapper mapper, VendorInput body, CancellationToken ct) =>
        Show(context, mapper, await mediator.Send(new CreateVendor(Caller(context), body), ct), created: true);

    private static async Task<IResult> Get(HttpContext context, IMediator mediator, IMapper mapper, string code, CancellationToken ct) =>
        Show(context, mapper, await mediator.Send(new GetVendor(Caller(context), code), ct));

    private static async Task<IResult> Change(HttpContext context, IMediator mediator, IMapper mapper, string code, VendorInput body, CancellationToken ct) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : Show(context, mapper, await mediator.Send(new ChangeVendor(Caller(context), code, body, seen.Value), ct));

    private static async Task<IResult> Remove(HttpContext context, IMediator mediator, string code, CancellationToken ct) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : (await mediator.Send(new DeleteVendor(Caller(context), code, seen.Value), ct)).Match(
                _ => Results.NoContent(), refusal => Problems.Result(context, refusal));

    private static IResult Show(HttpContext context, IMapper mapper, Outcome<Vendor> outcome, bool created = false) => outcome.Match(
        vendor =>
        {
            Tag(context, vendor.Version);
            var model = mapper.Map<VendorModel>(vendor);
            return created ? Results.Created($"/api/v1/vendors/{vendor.Code}", model) : Results.Ok(model);
        },
        refusal => Problems.Result(context, refusal));
}
