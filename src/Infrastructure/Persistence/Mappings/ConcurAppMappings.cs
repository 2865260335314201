using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GroundTransport.Infrastructure.Persistence.Mappings;

/// <summary>Concur apps, at most one per direct connect. Concur's tokens have no maximum length.</summary>
internal sealed class ConcurAppMapping : IEntityTypeConfiguration<ConcurAppRow>
{
    public void Configure(EntityTypeBuilder<ConcurAppRow> builder)
    {
        builder.ToTable("concur_apps");
        builder.HasKey(row => row.DirectConnectId);
        builder.Property(row => row.DirectConnectId).HasMaxLength(36);
        builder.Property(row => row.ClientSecret).HasMaxLength(-1);
        builder.Property(row => row.RefreshToken).HasMaxLength(-1);
        builder.Property(row => row.AccessToken).HasMaxLength(-1);
        builder.Property(row => row.Geolocation).HasMaxLength(300);
        builder.Property(row => row.TokenGeolocation).HasMaxLength(300);
        builder.Property(row => row.WhatToDo).HasMaxLength(1000);
        builder.Property(row => row.LastAnswer).HasMaxLength(500);
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}

/// <summary>Unassigned connections from the App Center.</summary>
internal sealed class PendingConnectionMapping : IEntityTypeConfiguration<PendingConnectionRow>
{
    public void Configure(EntityTypeBuilder<PendingConnectionRow> builder)
    {
        builder.ToTable("pending_concur_connections");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(36);
        builder.Property(row => row.RequestToken).HasMaxLength(-1);
        builder.Property(row => row.Visitor).HasMaxLength(45);
        builder.HasIndex(row => row.ExpiresAt);
    }
}

/// <summary>Leases of jobs that only one node at a time may run.</summary>
internal sealed class JobLeaseMapping : IEntityTypeConfiguration<JobLeaseRow>
{
    public void Configure(EntityTypeBuilder<JobLeaseRow> builder)
    {
        builder.ToTable("job_leases");
        builder.HasKey(row => row.Name);
        builder.Property(row => row.Name).HasMaxLength(100);
        builder.Property(row => row.Owner).HasMaxLength(36);
    }
}
