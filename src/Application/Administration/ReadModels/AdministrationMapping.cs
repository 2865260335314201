using AutoMapper;
using GroundTransport.Application.Administration.ApiKeys;
using GroundTransport.Application.Administration.DirectConnects;
using GroundTransport.Application.Search;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Application.Administration.ReadModels;

/// <summary>From vendors, connections and keys to what REST shows.</summary>
public sealed class AdministrationMapping : Profile
{
    public AdministrationMapping()
    {
        CreateMap<Vendor, VendorModel>();
        CreateMap<Decisions, DecisionsModel>();
        CreateMap<TimeoutChoices, OnTimeoutModel>();
        CreateMap<DirectConnect, PostBackModel>().ForMember(model => model.Enabled, to => to.MapFrom(connect => connect.PostBackEnabled));
        CreateMap<DirectConnect, DirectConnectModel>().ForMember(model => model.PostBack, to => to.MapFrom(connect => connect));
        CreateMap<DirectConnect, IssuedCredentialsModel>()
            .ForMember(model => model.PostBack, to => to.MapFrom(connect => connect))
            .ForMember(model => model.Password, to => to.Ignore())
            .ForMember(model => model.Token, to => to.Ignore());
        CreateMap<IssuedCredentials, IssuedCredentialsModel>().ConvertUsing((issued, _, context) =>
        {
            var model = context.Mapper.Map<IssuedCredentialsModel>(issued.Connect);
            (model.Password, model.Token) = (issued.Password, issued.Token);
            return model;
        });
        CreateMap<ApiKey, ApiKeyModel>();
        CreateMap<ApiKey, IssuedApiKeyModel>().ForMember(model => model.Key, to => to.Ignore());
        CreateMap<IssuedApiKey, IssuedApiKeyModel>().ConvertUsing((issued, _, context) =>
        {
            var model = context.Mapper.Map<IssuedApiKeyModel>(issued.Key);
            model.Key = issued.Secret;
            return model;
        });
    }
}
