using System.Collections;
using System.Reflection;
using AutoMapper;
using GroundTransport.Application.Administration.ReadModels;
using GroundTransport.Application.Dispatch.ReadModels;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Application;

/// <summary>Registers AutoMapper with the profiles of the read models. No other file configures it.</summary>
public static class MappingServices
{
    internal static IServiceCollection AddMapping(this IServiceCollection services) =>
        services.AddSingleton<IMapper>(_ => Configuration.CreateMapper());

    /// <summary>
    /// The mapper's configuration, one for the process: each compiles its maps anew. AutoMapper 8 treats every extension method of
    /// Enumerable as a source member, and closes each over the source's element type. Since .NET 7 some of them are constrained to
    /// numbers, and closing them throws. No map uses any of them, so they are removed before the first map is created.
    /// </summary>
    public static MapperConfiguration Configuration { get; } = new(cfg =>
    {
        var extensionMethods = typeof(Profile).GetField("_sourceExtensionMethods", BindingFlags.Instance | BindingFlags.NonPublic)!;
        ((IList)extensionMethods.GetValue(cfg)!).Clear();
        // An API key without vendors isn't restricted; an empty list would mean that it may see none.
        cfg.AllowNullCollections = true;
        cfg.AddProfile<ReadModelMapping>();
        cfg.AddProfile<AdministrationMapping>();
    });
}
