using AutoMapper;
using GroundTransport.Application.Administration.ApiKeys;
using GroundTransport.Application.Administration.DirectConnects;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Domain.Decisions;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Application.Administration.ReadModels;

/// <summary>Maps vendors, direct connects and API keys to their REST models.</summary>
public sealed class AdministrationMapping : Profile
{
    public AdministrationMapping()
    {
        CreateMap<Vendor, VendorModel>();
        CreateMap<ReceiptSettings, ReceiptSettingsModel>();
        CreateMap<SellerAddress, SellerAddressModel>();
        CreateMap<DecisionRules, DecisionsModel>();
        CreateMap<TimeoutChoices, OnTimeoutModel>();
        CreateMap<DirectConnect, PostBackModel>().ForMember(model => model.Enabled, to => to.MapFrom(connect => connect.PostBackEnabled));
        CreateMap<DirectConnect, DirectConnectModel>()
            .ForMember(model => model.PostBack, to => to.MapFrom(connect => connect))
            .ForMember(model => model.PreviousSecretsUntil, to => to.MapFrom(connect => UntilOf(connect)));
        CreateMap<DirectConnect, IssuedCredentialsModel>()
            .ForMember(model => model.PostBack, to => to.MapFrom(connect => connect))
            .ForMember(model => model.PreviousSecretsUntil, to => to.MapFrom(connect => UntilOf(connect)))
            .ForMember(model => model.Password, to => to.Ignore())
            .ForMember(model => model.Token, to => to.Ignore());
        CreateMap<IssuedCredentials, IssuedCredentialsModel>().ConvertUsing((issued, _, context) =>
        {
            var model = context.Mapper.Map<IssuedCredentialsModel>(issued.Connect);
            (model.Password, model.Token) = (issued.Password, issued.Token);
            return model;
        });
        CreateMap<RegisteredApp, ConcurAppModel>()
            .ForMember(model => model.Geolocation, to => to.MapFrom(app => app.Geolocation.GetLeftPart(UriPartial.Authority)))
            .ForMember(model => model.TokenGeolocation, to => to.MapFrom(
                app => app.Tokens == null ? null : app.Tokens.Geolocation.GetLeftPart(UriPartial.Authority)))
            .ForMember(model => model.Scopes, to => to.MapFrom(app => ScopesOf(app)))
            .ForMember(model => model.Receipts, to => to.MapFrom(app => TokenScope.ForReceipts(app.Tokens == null ? "" : app.Tokens.Scope)))
            .ForMember(model => model.RefreshTokenExpiresAt, to => to.MapFrom(
                app => app.Tokens == null ? (DateTimeOffset?)null : app.Tokens.RefreshExpiresAt))
            .ForMember(model => model.AccessTokenUntil, to => to.MapFrom(
                app => app.Tokens == null || app.Tokens.AccessToken.Length == 0 ? (DateTimeOffset?)null : app.Tokens.AccessUntil));
        CreateMap<PendingConnection, PendingConnectionModel>();
        CreateMap<ApiKey, ApiKeyModel>();
        CreateMap<ApiKey, IssuedApiKeyModel>().ForMember(model => model.Key, to => to.Ignore());
        CreateMap<IssuedApiKey, IssuedApiKeyModel>().ConvertUsing((issued, _, context) =>
        {
            var model = context.Mapper.Map<IssuedApiKeyModel>(issued.Key);
            model.Key = issued.Secret;
            return model;
        });
    }

    private static string[] ScopesOf(RegisteredApp app) =>
        app.Tokens?.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static DateTimeOffset? UntilOf(DirectConnect connect) => connect.Previous?.Until;
}
