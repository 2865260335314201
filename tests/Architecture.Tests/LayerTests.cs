using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using GroundTransport.Application;
using GroundTransport.Domain;
using GroundTransport.Infrastructure;

namespace GroundTransport.Architecture.Tests;

/// <summary>Dependencies point inward. Read from the compiled assemblies' own tables: what isn't used there isn't referenced.</summary>
public sealed class LayerTests
{
    private static readonly Assembly Domain = typeof(Refusal).Assembly;
    private static readonly Assembly Application = typeof(ApplicationServices).Assembly;
    private static readonly Assembly Infrastructure = typeof(InfrastructureServices).Assembly;
    private static readonly Assembly Api = typeof(Program).Assembly;

    [Fact]
    public void Domain_references_nothing_but_the_runtime()
    {
        Assert.Equal("GroundTransport.Domain", Domain.GetName().Name);
        Assert.All(References(Domain), name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Domain_and_Application_dont_reference_Xml_EntityFramework_or_Http()
    {
        foreach (var assembly in new[] { Domain, Application })
        {
            Assert.DoesNotContain(References(assembly), name =>
                name.StartsWith("System.Xml", StringComparison.Ordinal) || name.StartsWith("System.Private.Xml", StringComparison.Ordinal)
                || name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
                    || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
                || name == "System.Net.Http");
        }
    }

    [Fact]
    public void Projects_reference_only_inner_ones()
    {
        Assert.Equal(["GroundTransport.Domain"], Ours(Application));
        Assert.Equal(["GroundTransport.Application", "GroundTransport.Domain"], Ours(Infrastructure));
        Assert.Equal(["GroundTransport.Application", "GroundTransport.Domain", "GroundTransport.Infrastructure"], Ours(Api));
    }

    [Fact]
    public void ConcurWire_sees_Domain_Application_and_the_mediator_only()
    {
        var outside = TypesUsedBy(Infrastructure, "GroundTransport.Infrastructure.ConcurWire")
            .Where(used => !used.StartsWith("System", StringComparison.Ordinal)
                && !used.StartsWith("GroundTransport.Domain", StringComparison.Ordinal)
                && !used.StartsWith("GroundTransport.Application", StringComparison.Ordinal)
                && !used.StartsWith("GroundTransport.Infrastructure.ConcurWire", StringComparison.Ordinal)
                && !used.StartsWith("MediatR.", StringComparison.Ordinal)
                && !used.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .ToList();

        Assert.Empty(outside);
    }

    [Fact]
    public void Api_references_Infrastructure_only_for_the_wire_and_registration()
    {
        // Start-up prepares the database and the catalog; everything else goes through the application.
        string[] allowed =
        [
            "GroundTransport.Infrastructure.ConcurWire", "GroundTransport.Infrastructure.InfrastructureServices",
            "GroundTransport.Infrastructure.Persistence.DatabaseSettings", "GroundTransport.Infrastructure.Persistence.DatabaseProvider",
            "GroundTransport.Infrastructure.Persistence.KeyRingSettings",
                "GroundTransport.Infrastructure.Persistence.DatabaseInitializerSettings",
            "GroundTransport.Infrastructure.Persistence.StartUp",
            "GroundTransport.Infrastructure.Persistence.Sqlite.SqliteDatabase", "GroundTransport.Infrastructure.Catalog.CatalogCache",
            "GroundTransport.Infrastructure.Catalog.OccupancyCache",
        ];

        var reached = ReferencedTypes(Api).Where(name => name.StartsWith("GroundTransport.Infrastructure", StringComparison.Ordinal));

        Assert.All(reached, name => Assert.Contains(allowed, prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
    }

    [Fact]
    public void Xml_document_types_are_used_only_in_the_key_ring()
    {
        string[] banned = ["System.Xml.XmlDocument", "System.Xml.Linq.XDocument", "System.Xml.XPath.XPathDocument",
            "System.Xml.Serialization.XmlSerializer", "System.Xml.XmlTextReader"];
        foreach (var assembly in new[] { Domain, Application, Infrastructure, Api })
            Assert.DoesNotContain(ReferencedTypes(assembly), type => banned.Contains(type));

        Assert.DoesNotContain(TypesUsedBy(Infrastructure, "GroundTransport.Infrastructure.ConcurWire"), type =>
            type.StartsWith("System.Xml.Linq", StringComparison.Ordinal));
    }

    [Fact]
    public void Simulator_shares_no_code_with_the_gateway()
    {
        var simulator = typeof(ConcurSimulator.Serving.ConcurServer).Assembly;

        Assert.Equal("ConcurSimulator", simulator.GetName().Name);
        Assert.Empty(Ours(simulator));
    }

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);

    private static IEnumerable<string> Ours(Assembly assembly) =>
        References(assembly).Where(name => name.StartsWith("GroundTransport", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static List<string> ReferencedTypes(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(handle => metadata.GetTypeReference(handle))
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")];
    }

    /// <summary>The types in signatures, fields, bases and bodies' locals of everything in a namespace.</summary>
    private static HashSet<string> TypesUsedBy(Assembly assembly, string roof)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
            | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var used = new HashSet<string>(StringComparer.Ordinal);
        void Note(Type? type)
        {
            if (type is null)
                return;
            if (type.HasElementType)
                Note(type.GetElementType());
            else if (!type.IsGenericParameter && used.Add(type.Namespace + "." + type.Name))
                Array.ForEach(type.GetGenericArguments(), Note);
        }
        foreach (var type in assembly.GetTypes().Where(type => type.Namespace?.StartsWith(roof, StringComparison.Ordinal) == true))
        {
            Note(type.BaseType);
            Array.ForEach(type.GetInterfaces(), Note);
            foreach (var field in type.GetFields(All))
                Note(field.FieldType);
            foreach (var method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
            {
                Note((method as MethodInfo)?.ReturnType);
                foreach (var parameter in method.GetParameters())
                    Note(parameter.ParameterType);
                foreach (var local in method.GetMethodBody()?.LocalVariables ?? [])
                    Note(local.LocalType);
            }
        }
        return used;
    }
}
